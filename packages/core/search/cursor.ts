import { createHash } from 'node:crypto'
import { z } from 'zod'
import { FIRST_MOMENT, isRealDate } from './local-dates.js'

/** A cursor that is not the "next" of an earlier page of the same search. */
export class CursorError extends Error {
  override readonly name = 'CursorError'
}

const id = z.string().regex(/^[0-9a-f]{64}$/)
const at = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?$/)
  .refine((text) => text >= FIRST_MOMENT && isRealDate(text.slice(0, 19).replace(' ', 'T')))
  .nullable()
const moment = z.strictObject({ at, id })

const cursorSchema = z.strictObject({
  /** which search it belongs to */
  of: z.string().max(20),
  /** when its first page was asked for, ms: "last year" means the same on every page */
  now: z.int().min(0).max(8.64e15),
  /** how many of the words were asked for, see `looser`; -1 for all */
  level: z.int().min(-1).max(3),
  /** words that no photo has, left out of the levels */
  without: z.array(z.int().min(0).max(31)).max(32),
  /** words that no photo has, taken for mistyped ones */
  mended: z.array(z.int().min(0).max(31)).max(32),
  /** the window of matches that is ranked now: from after the one moment to the other, included */
  after: moment.optional(),
  until: moment.optional(),
  /** the last one shown in the order of rank; in the order of date it is `after` */
  shown: z.strictObject({ score: z.int(), at, id }).optional(),
  /** how many of a list joined by words and meaning were shown */
  joined: z.int().min(1).max(10_000).optional(),
})
export type Cursor = z.infer<typeof cursorSchema>

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** @throws CursorError */
export function decodeCursor(text: string, of: string): Cursor {
  const cursor = parse(text)
  if (cursor.of !== of) throw new CursorError('expected the "next" of a page of the same search')
  return cursor
}

function parse(text: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch (cause) {
    throw new CursorError('expected the "next" of an earlier page, unchanged', { cause })
  }
}

/** A short name for a search, the same for the same parameters. */
export function nameOfSearch(parameters: unknown): string {
  return createHash('sha256').update(JSON.stringify(parameters)).digest('base64url').slice(0, 16)
}
