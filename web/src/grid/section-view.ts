import type { GridPhoto } from '../api/types'
import type { Layout } from './justify'

/** The heading above a section, in pixels. */
export const HEADING = 52

/** A stretch of photos that is laid out as one. */
export interface GridSection {
  /** the newest and the oldest month in it; null for photos without a date, or in no order of dates */
  span: { newest: string; oldest: string } | null
  count: number
  /** of its first photo among all */
  first: number
  headed: boolean
}

/** Where a section is on its page, from the top of the grid. */
export interface SectionView<Section extends GridSection = GridSection> {
  section: Section
  top: number
  height: number
  /** those that are not in view are not even looked at */
  photos?: readonly GridPhoto[] | undefined
  layout?: Layout | undefined
}

export function beginsDay(photos: readonly GridPhoto[], index: number): boolean {
  const day = photos[index]?.takenAt?.slice(0, 10)
  return day !== undefined && photos[index - 1]?.takenAt?.slice(0, 10) !== day
}

/** Scrolls as little as need be. */
export function bringIntoView(top: number, height: number): void {
  const margin = 90
  if (top - margin < scrollY) scrollTo({ top: top - margin })
  else if (top + height + margin > scrollY + innerHeight) scrollTo({ top: top + height + margin - innerHeight })
}
