import type { Cursor } from './cursor.js'
import type { Hit } from './search-photos.js'

/** Photos are counted this far. */
export const COUNTED = 10_000

export function upToCounted(count: number | null): number | null {
  return count !== null && count > COUNTED ? null : count
}

/** One page of an answer; `next` lacks what all pages of a search have in common. */
export interface Page {
  hits: Hit[]
  complete: boolean
  total?: number | null
  next: Omit<Cursor, 'of' | 'now'> | null
}
