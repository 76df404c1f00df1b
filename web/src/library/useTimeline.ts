import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useReducer, useRef } from 'react'
import { ask } from '../api/client'
import type { GridPhoto } from '../api/types'
import { estimate, justify, type Layout, rowHeightFor } from '../grid/justify'
import { beginsDay, HEADING, type SectionView } from '../grid/section-view'
import { useInView } from '../grid/useInView'
import type { Filters } from './filters'
import { BIGGEST, type Section, sectionsOf } from './sections'

/** Between two sections, in pixels. */
const AFTER = 10

type View = SectionView<Section>

const NONE: Section[] = []

/** The library as far as it is in view: its sections with their places, and the photos of those that are seen. */
export function useTimeline(filters: Filters, width: number, pageTop: number) {
  const client = useQueryClient()
  const seen = useInView()
  const timeline = useQuery({
    queryKey: ['timeline', filters],
    queryFn: () => ask('GET /timeline', { query: filters }),
    placeholderData: (before) => before,
  })
  const months = timeline.data?.months
  const sections = useMemo(() => (months ? sectionsOf(months) : NONE), [months])
  const rowHeight = rowHeightFor(width)

  // Heights that were laid out once stay known when a section goes out of view.
  const known = useRef<{ of: string; heights: Map<string, number> }>({ of: '', heights: new Map() })
  const of = `${width} ${JSON.stringify(filters)}`
  if (known.current.of !== of) known.current = { of, heights: new Map() }
  const { heights } = known.current

  // What a section had before its number of photos changed is shown until its photos have come.
  const beforeOf = (section: Section) =>
    client
      .getQueriesData<{ items: GridPhoto[] }>({ queryKey: ['timeline-photos', filters, section.key] })
      .findLast(([, data]) => data !== undefined)?.[1]
  const query = (section: Section) => ({
    queryKey: ['timeline-photos', filters, section.key, section.count],
    queryFn: () =>
      ask('GET /timeline/photos', {
        query: { ...filters, months: section.months, offset: section.offset, limit: BIGGEST },
      }),
    staleTime: 60_000,
    placeholderData: () => beforeOf(section),
  })
  const views = placed(sections, (section) => heights.get(sizeKey(section)) ?? estimateOf(section, width, rowHeight))
  const inView = views.filter(({ top, height }) => top + height >= seen.from - pageTop && top <= seen.to - pageTop)
  const results = useQueries({ queries: width > 0 ? inView.map(({ section }) => query(section)) : [] })

  let changed = false
  for (const [i, view] of inView.entries()) {
    const photos = results[i]?.data?.items
    if (!photos) continue
    view.photos = photos
    view.layout = layoutOf(photos, width, rowHeight)
    const height = (view.section.headed ? HEADING : 0) + view.layout.height + AFTER
    if (heights.get(sizeKey(view.section)) !== height) {
      heights.set(sizeKey(view.section), height)
      changed = true
    }
  }
  if (changed) {
    let top = 0
    for (const view of views) {
      view.top = top
      view.height = heights.get(sizeKey(view.section)) ?? view.height
      top += view.height
    }
  }
  useStillness(views, of, pageTop)
  // Other sections may be in view now than were looked for.
  const [, lookAgain] = useReducer((times: number) => times + 1, 0)
  useLayoutEffect(() => {
    if (changed) lookAgain()
  }, [changed])

  const last = views.at(-1)
  return {
    timeline,
    sections,
    views,
    inView,
    rowHeight,
    height: last ? last.top + last.height : 0,
    /** What is loaded of a section, seen or not. */
    photosOf: (section: Section) =>
      (client.getQueryData<{ items: GridPhoto[] }>(query(section).queryKey) ?? beforeOf(section))?.items ?? [],
    load: (section: Section) => client.fetchQuery(query(section)),
  }
}

/**
 * Keeps what is looked at where it is, when sections above it (or it itself) turn out higher or lower than estimated.
 * The browser's own anchoring is not in every browser, and does not know pieces that come and go.
 */
function useStillness(views: readonly View[], of: string, pageTop: number): void {
  const before = useRef<{ of: string; views: readonly View[] }>(undefined)
  useLayoutEffect(() => {
    const then = before.current
    before.current = { of, views }
    if (then?.of !== of) return
    const y = scrollY - pageTop
    const anchor = then.views.find(({ top, height }) => top <= y && y < top + height)
    const now = anchor && views.find(({ section }) => section.key === anchor.section.key)
    if (!now || (now.top === anchor.top && now.height === anchor.height)) return
    const inside = y - anchor.top
    const wanted = now.top + (now.height === anchor.height ? inside : (inside * now.height) / anchor.height)
    if (Math.abs(wanted - y) > 1) scrollTo({ top: pageTop + wanted, behavior: 'instant' })
  })
}

const sizeKey = ({ key, count }: Section) => `${key}/${count}`

function placed(sections: readonly Section[], heightOf: (section: Section) => number): View[] {
  let top = 0
  return sections.map((section) => {
    const view = { section, top, height: heightOf(section) }
    top += view.height
    return view
  })
}

const estimateOf = (section: Section, width: number, rowHeight: number) =>
  width === 0 ? 0 : (section.headed ? HEADING : 0) + estimate(section.count, { width, rowHeight }) + AFTER

/** Layouts by the photos they are of: the same list of photos at the same width is laid out once. */
const layouts = new WeakMap<readonly GridPhoto[], { width: number; layout: Layout }>()

function layoutOf(photos: readonly GridPhoto[], width: number, rowHeight: number): Layout {
  const found = layouts.get(photos)
  if (found?.width === width) return found.layout
  const layout = justify(photos, { width, rowHeight, beginsDay: (index) => beginsDay(photos, index) })
  layouts.set(photos, { width, layout })
  return layout
}
