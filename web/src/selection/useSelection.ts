import { type KeyboardEvent, type RefCallback, useCallback, useRef, useState } from 'react'
import { HEADING, type SectionView } from '../grid/section-view'
import type { Sequence } from '../viewer/sequence'

/** How long another photo that takes the place of the focused one takes over the focus. */
const REFOCUS_MS = 1_000

export interface Selection {
  ids: ReadonlySet<string>
  /** where the arrow keys stand, as a place among the photos */
  active: number
  activeRef: RefCallback<HTMLElement>
  /** Chooses one photo or unchooses it; as a range, all from the last chosen one to this. */
  choose(place: number, options: { range: boolean }): void
  walkFrom(place: number): void
  clear(): void
  onKeyDown(event: KeyboardEvent): void
}

/** Photos chosen with mouse and keyboard: a click with Shift, Space, and Shift with the arrows take a whole range. */
export function useSelection({
  sequence,
  views,
  scrollTo,
}: {
  sequence: Sequence
  views: readonly SectionView[]
  scrollTo: (top: number, height: number) => void
}): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [walkedTo, setActive] = useState(0)
  const active = Math.max(0, Math.min(walkedTo, sequence.length - 1))
  const anchor = useRef<number>(undefined)
  const wantsFocus = useRef(false)

  const activeRef = useCallback((element: HTMLElement | null) => {
    if (!element || !wantsFocus.current) return
    wantsFocus.current = false
    element.focus({ preventScroll: true })
  }, [])

  const choose = async (place: number, { range }: { range: boolean }) => {
    const from = range ? (anchor.current ?? place) : place
    if (!range) anchor.current = place
    setActive(place)
    const [first, last] = [Math.min(from, place), Math.max(from, place)]
    const found: string[] = []
    for (let at = first; at <= last; at++) {
      if (!sequence.at(at)) await sequence.load(at)
      const photo = sequence.at(at)
      if (photo) found.push(photo.id)
    }
    setIds((before) => {
      const after = new Set(before)
      const [only] = found
      if (!range && only !== undefined && before.has(only)) after.delete(only)
      else for (const id of found) after.add(id)
      return after
    })
  }

  const walk = (place: number, extend: boolean) => {
    if (place < 0 || place >= sequence.length) return
    if (extend && ids.size === 0) anchor.current = active
    wantsFocus.current = true
    setActive(place)
    const spot = spotOf(views, place)
    if (spot) scrollTo(spot.top, spot.height)
    if (extend) void choose(place, { range: true })
  }
  const clear = () => {
    setIds(new Set())
    anchor.current = undefined
    // Photos may leave the page with what is done to them; the focus stays where it was.
    if (!document.activeElement?.matches('[data-place]')) return
    wantsFocus.current = true
    setTimeout(() => {
      wantsFocus.current = false
    }, REFOCUS_MS)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act: Record<string, () => void> = {
      ArrowLeft: () => walk(active - 1, event.shiftKey),
      ArrowRight: () => walk(active + 1, event.shiftKey),
      ArrowUp: () => walk(across(views, active, -1), event.shiftKey),
      ArrowDown: () => walk(across(views, active, 1), event.shiftKey),
      Home: () => walk(0, event.shiftKey),
      End: () => walk(sequence.length - 1, event.shiftKey),
      ' ': () => void choose(active, { range: event.shiftKey }),
      ...(ids.size > 0 ? { Escape: clear } : {}),
    }
    const found = act[event.key]
    if (!found) return
    event.preventDefault()
    found()
  }
  return {
    ids,
    active,
    activeRef,
    choose: (place, options) => void choose(place, options),
    walkFrom: setActive,
    clear,
    onKeyDown,
  }
}

function find(views: readonly SectionView[], place: number) {
  const at = views.findIndex(({ section }) => place < section.first + section.count)
  const view = views[at]
  const index = view ? place - view.section.first : 0
  const row = view?.layout?.rows.findIndex((each) => each.items.some((item) => item.index === index)) ?? -1
  return { at, view, index, row }
}

/** Where a photo is on the page, from the top of the grid; its section's top while it is not laid out. */
function spotOf(views: readonly SectionView[], place: number): { top: number; height: number } | undefined {
  const { view, row } = find(views, place)
  if (!view) return undefined
  const found = view.layout?.rows[row]
  const above = view.section.headed ? HEADING : 0
  return found
    ? { top: view.top + above + found.top, height: found.strip + found.height }
    : { top: view.top, height: above }
}

/** The photo above or below the middle of another. */
function across(views: readonly SectionView[], place: number, by: 1 | -1): number {
  const { at, view, index, row } = find(views, place)
  const here = view?.layout?.rows[row]?.items.find((item) => item.index === index)
  if (!view || !here) return place + by
  const inside = view.layout?.rows[row + by]
  const next = views[at + by]
  const target = inside ?? (by === 1 ? next?.layout?.rows[0] : next?.layout?.rows.at(-1))
  const first = inside ? view.section.first : next?.section.first
  if (!target || first === undefined)
    return next ? (by === 1 ? next.section.first : next.section.first + next.section.count - 1) : place
  const middle = here.left + here.width / 2
  const nearest = target.items.reduce((best, item) =>
    Math.abs(item.left + item.width / 2 - middle) < Math.abs(best.left + best.width / 2 - middle) ? item : best,
  )
  return first + nearest.index
}
