import chips from '../parts/parts.module.css'
import { useFormats, useSpoken, useWords } from '../words/words'
import { type FacetCount, useFacets } from './answers'
import type { QuestionKey, useQuestion } from './question'
import { nameOf } from './Search'
import css from './Search.module.css'

/** Values of each kind that are worth a chip. */
const SHOWN = 6
/** A facet narrows the question by a parameter, of its own name unless said. */
const KINDS: readonly { facet: string; narrow: (value: string) => Partial<Record<QuestionKey, string>> }[] = [
  { facet: 'category', narrow: (category) => ({ category }) },
  { facet: 'year', narrow: (year) => ({ from: year, to: year }) },
  { facet: 'place', narrow: (place) => ({ place }) },
  { facet: 'emotion', narrow: (emotion) => ({ emotion }) },
  { facet: 'people', narrow: (people) => ({ people }) },
  { facet: 'camera', narrow: (camera) => ({ camera }) },
]

/** How the photos found divide up; a chip narrows them down. Not there where the api does not count. */
export function FacetList({ question, change }: Pick<ReturnType<typeof useQuestion>, 'question' | 'change'>) {
  const words = useWords()
  const formats = useFormats()
  const { language } = useSpoken()
  const { data } = useFacets(question)
  if (!data) return null
  const kinds = KINDS.flatMap(({ facet, narrow }) => {
    const counts = data[facet]
    const chosen = Object.keys(narrow('')).some((key) => question[key as QuestionKey])
    return Array.isArray(counts) && counts.length > 1 && !chosen
      ? [{ facet, narrow, counts: counts.slice(0, SHOWN) }]
      : []
  })
  if (kinds.length === 0) return null
  const label = (facet: string, { value, name }: FacetCount) => name?.[language] ?? nameOf(facet, value, words)
  return (
    <section className={css.facets} aria-label={words.search.narrow}>
      {kinds.map(({ facet, narrow, counts }) => (
        <div key={facet}>
          <h2 className={css.subhead}>{words.search.facets[facet] ?? facet}</h2>
          <div className={chips.chips}>
            {counts.map((each) => (
              <button key={each.value} type="button" className={chips.chip} onClick={() => change(narrow(each.value))}>
                {label(facet, each)} <small>{formats.number(each.count)}</small>
              </button>
            ))}
          </div>
        </div>
      ))}
    </section>
  )
}
