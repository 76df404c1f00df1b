import { useSyncExternalStore } from 'react'

/** Pixels above and below the window that count as seen, so that pictures are there when they come into it. */
const AHEAD = 900
/** Scrolling less than this changes nothing. */
const STEP = 250

let range = { from: 0, to: 0 }

/** The part of the page that is seen or nearly, in pixels from its top. */
export function useInView(): { from: number; to: number } {
  return useSyncExternalStore(watch, read)
}

function read() {
  const from = Math.floor((scrollY - AHEAD) / STEP) * STEP
  const to = Math.ceil((scrollY + innerHeight + AHEAD) / STEP) * STEP
  if (from !== range.from || to !== range.to) range = { from, to }
  return range
}

function watch(callback: () => void): () => void {
  addEventListener('scroll', callback, { passive: true })
  addEventListener('resize', callback)
  return () => {
    removeEventListener('scroll', callback)
    removeEventListener('resize', callback)
  }
}
