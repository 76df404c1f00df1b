import { type KeyboardEvent, type PointerEvent, useState, useSyncExternalStore } from 'react'
import type { SectionView } from '../grid/section-view'
import { useFormats, useWords } from '../words/words'
import css from './Library.module.css'

/** Years closer than this share of the track are not written. */
const APART = 0.045

/** The length of the library at the edge of the window: drag to a date. */
export function Scrubber({
  views,
  height,
  pageTop,
}: {
  views: readonly SectionView[]
  height: number
  pageTop: number
}) {
  const words = useWords()
  const formats = useFormats()
  const scrolled = useSyncExternalStore(watchScroll, () => Math.round(scrollY))
  const [hovered, hover] = useState<number>()
  const [dragging, drag] = useState(false)
  const room = Math.max(1, height - innerHeight + 200)
  const position = Math.min(1, Math.max(0, (scrolled - pageTop) / room))
  const shown = hovered ?? position
  const view = [...views].reverse().find(({ top }) => top <= shown * room + 1) ?? views[0]
  const span = view?.section.span
  const label = span ? formats.month(span.newest) : words.library.undated

  const shareAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return Math.min(1, Math.max(0, (event.clientY - box.top) / box.height))
  }
  const go = (share: number) => scrollTo({ top: share === 0 ? 0 : pageTop + share * room, behavior: 'instant' })
  const onKeyDown = (event: KeyboardEvent) => {
    const at = view ? views.indexOf(view) : -1
    const step = { ArrowUp: -1, ArrowDown: 1, PageUp: -5, PageDown: 5, Home: -views.length, End: views.length }[
      event.key
    ]
    if (step === undefined) return
    event.preventDefault()
    const target = views[Math.min(views.length - 1, Math.max(0, at + step))]
    if (target) scrollTo({ top: pageTop + target.top, behavior: 'instant' })
  }
  return (
    <div
      className={css.scrubber}
      data-dragging={dragging}
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={words.library.scrubber}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(position * 100)}
      aria-valuetext={label}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag(true)
        hover(shareAt(event))
        go(shareAt(event))
      }}
      onPointerMove={(event) => {
        hover(shareAt(event))
        if (dragging) go(shareAt(event))
      }}
      onPointerUp={() => {
        drag(false)
        hover(undefined)
      }}
      onPointerCancel={() => {
        drag(false)
        hover(undefined)
      }}
      onPointerLeave={() => !dragging && hover(undefined)}
    >
      {yearsOf(views, room).map(({ year, at }) => (
        <span key={year} className={css.year} style={{ top: `${at * 100}%` }}>
          {year}
        </span>
      ))}
      <span className={css.thumb} style={{ top: `${position * 100}%` }} />
      {(hovered !== undefined || dragging) && (
        <span className={css.bubble} style={{ top: `${shown * 100}%` }}>
          {label}
        </span>
      )}
    </div>
  )
}

function yearsOf(views: readonly SectionView[], room: number): { year: string; at: number }[] {
  const found: { year: string; at: number }[] = []
  let year: string | undefined
  for (const { section, top } of views) {
    const next = section.span?.newest.slice(0, 4)
    const at = top / room
    if (!next || next === year || at > 1) continue
    year = next
    const before = found.at(-1)
    if (!before || at - before.at >= APART) found.push({ year: next, at })
  }
  return found
}

function watchScroll(callback: () => void): () => void {
  addEventListener('scroll', callback, { passive: true })
  return () => removeEventListener('scroll', callback)
}
