import { inArray } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { outbox, photos } from '../database/schema.js'
import { type CurrentAnalysis, readCurrentAnalyses } from './current.js'

/** Rows of one statement. */
const BATCH = 500

/**
 * Records that photos were analysed or edited, with what is said of them from now on. Call it in the transaction that
 * makes it true. Nothing of a private photo but the fact leaves the catalogue by itself.
 */
export async function recordPhotoEvents(
  tx: Queryable,
  type: 'photo.analysed' | 'photo.edited',
  photoIds: string[],
): Promise<void> {
  for (let i = 0; i < photoIds.length; i += BATCH) {
    const batch = photoIds.slice(i, i + BATCH)
    const rows = await tx
      .select({ id: photos.id, favourite: photos.favourite, hidden: photos.hidden })
      .from(photos)
      .where(inArray(photos.id, batch))
    const said = await readCurrentAnalyses(tx, batch)
    const events = rows.map(({ id, ...marks }) => ({
      ...{ type, photoId: id },
      payload: { photoId: id, ...shown(said.get(id), marks) },
    }))
    if (events.length > 0) await tx.insert(outbox).values(events)
  }
}

function shown(said: CurrentAnalysis | undefined, marks: { favourite: boolean; hidden: boolean }) {
  if (!said) return marks
  const { category, description, objects, tags, emotion, people, text, sensitive, absent, edited } = said
  if (sensitive !== null && sensitive !== 'none') return { sensitive }
  const fields = { category, description, objects, tags, emotion, people, text, sensitive }
  const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
  return { ...known, absent, edited: Object.keys(edited), ...marks }
}
