import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import { refresh } from '../api/queries'
import type { Errand, Model, Models } from '../api/types'
import { useAct } from '../parts/Toasts'
import { useWords } from '../words/words'

/** Until the machine has been looked at, and while a folder changes without an errand (by hand, by the command line). */
const SOON_MS = 1_500
const NOW_AND_THEN_MS = 10_000

/** The catalog and what is there; live events keep its errands true. */
export function useModels() {
  return useQuery({
    queryKey: ['models'],
    queryFn: () => ask('GET /models'),
    refetchInterval: ({ state }) => (state.data?.machine === null ? SOON_MS : NOW_AND_THEN_MS),
  })
}

/** The newest errand about a model: what is under way, or how the last one ended. */
export function errandOf(models: Models, kind: Errand['kind'], name = ''): Errand | undefined {
  const mine = models.errands.filter((each) => each.kind === kind && (kind === 'tune' || each.name === name))
  return mine.find(({ endedAt }) => endedAt === null) ?? mine[0]
}

export const isOpen = (errand: Errand | undefined) => errand !== undefined && errand.endedAt === null

/** What one does with models. */
export function useModelActions() {
  const words = useWords()
  const t = words.models
  const act = useAct()
  const after = () => refresh('models', 'status')
  return {
    pull: (name: string, more: { use?: boolean; mmproj?: string; embedding?: boolean } = {}) =>
      act(async () => {
        await ask('POST /models/pull', { body: { name, ...more } })
        await after()
      }),
    use: ({ name }: Pick<Model, 'name'>) =>
      act(async () => {
        await ask('POST /models/use', { body: { name } })
        await after()
      }, t.chosen(name)),
    verify: (name: string) =>
      act(async () => {
        await ask('POST /models/verify', { body: { name } })
        await after()
      }),
    remove: (name: string, freed: string, force: boolean) =>
      act(async () => {
        await ask('POST /models/remove', { body: { name, force } })
        await after()
      }, t.removed(freed)),
    end: (errand: Errand) =>
      act(async () => {
        await ask('DELETE /errands/{id}', { path: { id: errand.id } })
        await after()
      }),
  }
}
