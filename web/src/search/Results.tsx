import { useEffect, useMemo, useRef, useState } from 'react'
import { justify, rowHeightFor } from '../grid/justify'
import { SectionRows } from '../grid/SectionRows'
import { bringIntoView, type SectionView } from '../grid/section-view'
import { useInView } from '../grid/useInView'
import { useWidth } from '../grid/useWidth'
import { Chosen } from '../selection/Chosen'
import { useSelection } from '../selection/useSelection'
import { sequenceOf } from '../viewer/sequence'
import { ViewerOf } from '../viewer/ViewerOf'
import { useWords } from '../words/words'
import { gridPhoto, type SearchAnswer } from './answers'
import type { Question } from './question'
import css from './Search.module.css'

/** Photos found, the best first, to open and to choose; more come when the end is near. */
export function Results({
  question,
  items,
  fading,
  more,
}: {
  question: Question
  items: SearchAnswer['items']
  /** they are those of the question before */
  fading: boolean
  more: (() => void) | undefined
}) {
  const { library: t } = useWords()
  const [measure, width] = useWidth()
  const [pageTop, setPageTop] = useState(0)
  const seen = useInView()
  const photos = useMemo(() => items.map(({ photo }) => gridPhoto(photo)), [items])
  const view = useMemo(() => viewOf(photos, width), [photos, width])
  const nearEnd = width > 0 && seen.to - pageTop >= view.height
  useEffect(() => {
    if (nearEnd) more?.()
  }, [nearEnd, more])

  const sequence = useMemo(() => sequenceOf(photos), [photos])
  const scrollToPhoto = (top: number, height: number) => bringIntoView(pageTop + top, height)
  const selection = useSelection({ sequence, views: [view], scrollTo: scrollToPhoto })
  const page = useRef<HTMLDivElement>(null)
  // What was chosen belongs to the question.
  useEffect(() => {
    selection.clear()
  }, [JSON.stringify(question)])

  return (
    <div ref={page}>
      {/* biome-ignore lint/a11y/useSemanticElements: a list of links, walked with the arrow keys */}
      <div
        ref={(element) => {
          if (element) setPageTop(Math.round(element.getBoundingClientRect().top + scrollY))
          return measure(element)
        }}
        className={css.results}
        style={{ height: view.height, opacity: fading ? 0.5 : 1 }}
        role="group"
        aria-label={`${t.grid}. ${t.keys}`}
        onKeyDown={selection.onKeyDown}
        data-testid="results"
      >
        <SectionRows view={view} pageTop={pageTop} selection={selection} />
      </div>
      <Chosen selection={selection} page={page} />
      <ViewerOf photos={photos} />
    </div>
  )
}

/** All that was found as one section of the grid, without days. */
function viewOf(photos: SectionView['photos'] & object, width: number): SectionView {
  const section = { span: null, count: photos.length, first: 0, headed: false }
  if (width === 0) return { section, top: 0, height: 0 }
  const layout = justify(photos, { width, rowHeight: rowHeightFor(width), beginsDay: () => false })
  return { section, top: 0, height: layout.height, photos, layout }
}
