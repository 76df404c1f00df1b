import { useParametersOf } from '../api/has'
import { Icon } from '../parts/Icon'
import { Problem } from '../parts/Problem'
import { Button, classes, Empty, Segments, Skeleton } from '../parts/parts'
import chips from '../parts/parts.module.css'
import { useFormats, useSpoken, useWords } from '../words/words'
import { useResults } from './answers'
import { FacetList } from './FacetList'
import { type QuestionKey, useQuestion, without } from './question'
import { Results } from './Results'
import { Saved } from './Saved'
import css from './Search.module.css'
import { SearchBox } from './SearchBox'

const ORDERS = ['relevance', 'newest', 'oldest'] as const

export function Search() {
  const words = useWords()
  const formats = useFormats()
  const { question, change, ask } = useQuestion()
  const results = useResults(question)
  const canOrder = useParametersOf('/search')?.has('order') ?? false
  const t = words.search
  const asked = Object.keys(question).some((key) => !['order', 'sensitive', 'hidden'].includes(key))
  const [first] = results.data?.pages ?? []
  const items = results.data?.pages.flatMap((page) => page.items) ?? []
  const count = first?.total === undefined ? (results.hasNextPage ? null : items.length) : first.total

  return (
    <div className={css.page}>
      <h1 className={css.title}>{t.title}</h1>
      <SearchBox asked={question.q ?? ''} onAsk={(q, typing) => change({ q }, { replace: typing })} />
      {!asked && <Start onAsk={ask} />}
      {asked && <Asked {...{ question, change }} chips={first?.understood.chips ?? []} />}
      {asked && results.error && !results.data && <Problem error={results.error} onRetry={results.refetch} />}
      {asked && !results.data && !results.error && <Skeleton height="50vh" />}
      {asked && results.data && (
        <>
          <div className={css.line} aria-live="polite">
            <p data-testid="count" hidden={items.length === 0}>
              {count === null ? t.someResults(formats.number(items.length)) : t.results(formats.number(count), count)}
              {!first?.complete && items.length > 0 && <span className={chips.soft}> · {t.incomplete}</span>}
            </p>
            {canOrder && items.length > 1 && (
              <Segments
                label={t.order}
                value={ORDERS.find((each) => each === question.order) ?? 'relevance'}
                onChange={(order) => change({ order: order === 'relevance' ? undefined : order })}
                choices={ORDERS.map((each) => [each, t.orders[each] ?? each] as const)}
              />
            )}
          </div>
          <FacetList {...{ question, change }} />
          {items.length === 0 ? (
            <Empty title={t.nothing} hint={t.nothingHint} />
          ) : (
            <Results
              {...{ question, items }}
              fading={results.isPlaceholderData}
              more={results.hasNextPage && !results.isFetchingNextPage ? () => void results.fetchNextPage() : undefined}
            />
          )}
        </>
      )}
    </div>
  )
}

/** What was understood, each a chip that can be taken away; and what was narrowed down to by hand. */
function Asked({
  question,
  change,
  chips: understood,
}: Pick<ReturnType<typeof useQuestion>, 'question' | 'change'> & {
  chips: { phrase: string; start: number; end: number; label: { en: string; zh: string } }[]
}) {
  const words = useWords()
  const { language } = useSpoken()
  const t = words.search
  const narrowed = (Object.keys(question) as QuestionKey[]).filter(
    (key) => !['q', 'order', 'sensitive', 'hidden'].includes(key),
  )
  return (
    <div className={css.asked}>
      {understood.length > 0 && <span className={chips.soft}>{t.understood}</span>}
      {understood.map((chip) => (
        <button
          key={`${chip.start}-${chip.end}`}
          type="button"
          className={classes(chips.chip, chips.chipOn)}
          aria-label={t.removeChip(chip.label[language])}
          onClick={() => change({ q: without(question.q ?? '', chip) })}
        >
          {chip.label[language]} <Icon name="close" size={14} />
        </button>
      ))}
      {narrowed.map((key) => (
        <button
          key={key}
          type="button"
          className={classes(chips.chip, chips.chipOn)}
          aria-label={t.removeChip(question[key] ?? key)}
          onClick={() => change({ [key]: undefined })}
        >
          {nameOf(key, question[key] ?? '', words)} <Icon name="close" size={14} />
        </button>
      ))}
      <Saved question={question} />
    </div>
  )
}

/** A value as people say it. */
export function nameOf(key: string, value: string, words: ReturnType<typeof useWords>): string {
  const names: Partial<Record<string, Record<string, string>>> = {
    category: words.categories,
    emotion: words.emotions,
    people: words.library.peopleChoices,
    favourite: { true: words.library.favourites },
  }
  return names[key]?.[value] ?? value
}

function Start({ onAsk }: { onAsk: (question: Record<string, string>) => void }) {
  const words = useWords()
  const t = words.search
  return (
    <Empty title={t.start} hint={t.startHint}>
      <div className={css.start}>
        <div className={classes(chips.chips, css.centre)}>
          {t.examples.map((each) => (
            <Button key={each} small onClick={() => onAsk({ q: each })}>
              {each}
            </Button>
          ))}
        </div>
        <Saved />
      </div>
    </Empty>
  )
}
