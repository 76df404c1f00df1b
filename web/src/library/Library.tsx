import { useEffect, useMemo, useRef, useState } from 'react'
import { SectionRows } from '../grid/SectionRows'
import { bringIntoView, HEADING } from '../grid/section-view'
import { useWidth } from '../grid/useWidth'
import { Problem } from '../parts/Problem'
import { Button, Empty, Skeleton } from '../parts/parts'
import { Chosen } from '../selection/Chosen'
import { useSelection } from '../selection/useSelection'
import type { Sequence } from '../viewer/sequence'
import { ViewerOf } from '../viewer/ViewerOf'
import { useFormats, useWords } from '../words/words'
import { FilterBar } from './FilterBar'
import { useFilters } from './filters'
import css from './Library.module.css'
import { Scrubber } from './Scrubber'
import { type Section, sectionAt } from './sections'
import { useTimeline } from './useTimeline'

/** The whole library as one long page, of which only the part in sight is there. */
export function Library() {
  const words = useWords()
  const formats = useFormats()
  const filters = useFilters()
  const [measure, width] = useWidth()
  const [pageTop, setPageTop] = useState(0)
  const timeline = useTimeline(filters.filters, width, pageTop)
  const { data, error, refetch } = timeline.timeline
  const { sections, views, photosOf, load } = timeline

  const sequence = useMemo(() => sequenceOver(sections, photosOf, load), [sections, photosOf, load])
  const selection = useSelection({
    sequence,
    views,
    scrollTo: (top, height) => bringIntoView(pageTop + top, height),
  })

  const page = useRef<HTMLDivElement>(null)

  // another library is looked at from its beginning
  useEffect(() => {
    selection.clear()
  }, [filters.filters])

  return (
    <div ref={page} className={css.page}>
      <header className={css.head}>
        <h1>{words.library.title}</h1>
        {data && <p className={css.count}>{words.library.photos(formats.number(data.total), data.total)}</p>}
      </header>
      <FilterBar {...filters} />
      {error && !data && <Problem error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height="60vh" />}
      {data && data.total === 0 && (
        <Empty {...emptyOf(filters, words)}>
          {filters.count > 0 && <Button onClick={filters.clear}>{words.library.clearFilters}</Button>}
        </Empty>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a list of links, walked with the arrow keys */}
      <div
        ref={(element) => {
          if (element) setPageTop(Math.round(element.getBoundingClientRect().top + scrollY))
          return measure(element)
        }}
        className={css.flow}
        style={{ height: timeline.height }}
        role="group"
        aria-label={`${words.library.grid}. ${words.library.keys}`}
        onKeyDown={selection.onKeyDown}
        data-testid="grid"
      >
        {timeline.inView.map((view) => (
          <section key={view.section.key} className={css.section} style={{ top: view.top, height: view.height }}>
            {view.section.headed && (
              <h2 className={css.month} style={{ height: HEADING }}>
                {title(view.section, formats, words)}
              </h2>
            )}
            {view.layout && view.photos ? (
              <SectionRows view={view} pageTop={pageTop} selection={selection} />
            ) : (
              <div className={css.loading} style={{ top: view.section.headed ? HEADING : 0 }} />
            )}
          </section>
        ))}
      </div>
      {views.length > 1 && <Scrubber views={views} height={timeline.height} pageTop={pageTop} />}
      <Chosen selection={selection} page={page} />
      <ViewerOf sequence={sequence} />
    </div>
  )
}

function emptyOf({ filters, count }: ReturnType<typeof useFilters>, { library: t }: ReturnType<typeof useWords>) {
  if (filters.hidden === 'only' && count === 1) return { title: t.hiddenEmpty, hint: t.hiddenEmptyHint }
  return { title: t.empty, hint: count > 0 ? t.emptyHint : t.emptyAll }
}

function title({ span }: Section, formats: ReturnType<typeof useFormats>, words: ReturnType<typeof useWords>) {
  if (!span) return words.library.undated
  return span.newest === span.oldest ? formats.month(span.newest) : formats.months(span.oldest, span.newest)
}

/** The library in its order, for the viewer and for selecting: loaded where one goes. */
function sequenceOver(
  sections: readonly Section[],
  photosOf: ReturnType<typeof useTimeline>['photosOf'],
  load: ReturnType<typeof useTimeline>['load'],
): Sequence {
  const last = sections.at(-1)
  return {
    length: last ? last.first + last.count : 0,
    at(index) {
      const section = sectionAt(sections, index)
      return section && photosOf(section)[index - section.first]
    },
    indexOf(id) {
      for (const section of sections) {
        const index = photosOf(section).findIndex((photo) => photo.id === id)
        if (index >= 0) return section.first + index
      }
      return -1
    },
    async load(index) {
      const section = sectionAt(sections, index)
      if (section) await load(section)
    },
  }
}
