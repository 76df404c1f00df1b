import type { Cursor } from './cursor.js'
import type { Hit } from './search-photos.js'

/** Photos are counted this far. */
export const COUNTED = 10_000

/** One page of an answer; `next` lacks what all pages of a search have in common. */
export interface Page {
  hits: Hit[]
  complete: boolean
  total?: number | null
  next: Omit<Cursor, 'of' | 'now'> | null
}
