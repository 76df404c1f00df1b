import { ApiError } from '../api/client'
import type { Told } from '../api/types'
import { inWords } from './in-words'
import { useWords } from './words'

/** What the api says in a field, and beside it of which sentences that consists. */
type Telling<Field extends string> = { [field in Field]?: string | null | undefined } & {
  told?: Record<string, Told[]> | undefined
}

/** Says what the api said in the reader's language; in its own English where a sentence is not known. */
export function useTold() {
  const { sentences } = useWords()
  return <Field extends string>(telling: Telling<Field>, ...fields: Field[]): string =>
    fields
      .flatMap((field) => {
        const told = telling.told?.[field]
        return (sentences && told && inWords(told, sentences)) || telling[field] || []
      })
      .join(sentences ? '' : ' ')
}

/** The same for a list of sentences. */
export function useToldList() {
  const { sentences } = useWords()
  return (english: readonly string[], told: readonly Told[] | undefined): readonly string[] => {
    const said = sentences && told?.map((each) => inWords([each], sentences))
    return said?.every((each) => each !== undefined) ? said : english
  }
}

/** What went wrong, for the reader: the api's refusal, or that it does not answer. */
export function useExplain() {
  const words = useWords()
  const told = useTold()
  return (error: unknown): string => {
    // fetch throws a TypeError in the browser's own language of wires; the banner says the rest
    if (error instanceof TypeError) return words.app.lost
    if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error)
    const { problem } = error
    const wrong = words.sentences ? (problem.errors ?? []) : []
    const parts = wrong.map((each) => `${each.at.split('.').at(-1)}：${told(each, 'message')}`)
    return parts.join('；') || told(problem, 'detail', 'hint') || error.message
  }
}
