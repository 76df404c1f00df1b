import { inArray, sql } from 'drizzle-orm'
import type { Transaction } from '../database/connect.js'
import { type EditedField, photoEdits, photos, searchStale } from '../database/schema.js'
import { refreshSearchDocument } from '../search/refresh.js'
import { recordPhotoEvents } from './announce.js'
import { type Corrections, changesMeaning, changesWords, UNCORRECTED } from './corrections.js'
import { holdPhotos, settlePrivacy } from './privacy.js'

/** Rows of one statement. */
const BATCH = 500
/** So few photos are found by their new words at once; of more, the worker makes the documents anew within seconds. */
const REFRESHED_AT_ONCE = 20

/** All that an owner can change about a photo. */
export interface PhotoState {
  favourite: boolean
  hidden: boolean
  corrections: Corrections
  revision: number
}

/** A photo that an edit changes, as it is to be. */
export interface ChangedPhoto extends PhotoState {
  photoId: string
  /** the fields of its analysis that changed */
  fields: EditedField[]
}

/** Photos as they are, held until the transaction ends; those that are not there are not in it. */
export async function readPhotosToEdit(tx: Transaction, photoIds: string[]): Promise<Map<string, PhotoState>> {
  await holdPhotos(tx, photoIds)
  const marks = await tx
    .select({ id: photos.id, favourite: photos.favourite, hidden: photos.hidden })
    .from(photos)
    .where(inArray(photos.id, photoIds))
  const edits = new Map(
    (await tx.select().from(photoEdits).where(inArray(photoEdits.photoId, photoIds))).map((row) => [row.photoId, row]),
  )
  return new Map(
    marks.map(({ id, favourite, hidden }) => {
      const { photoId: _, revision, ...corrections } = edits.get(id) ?? { photoId: id, revision: 0, ...UNCORRECTED }
      return [id, { favourite, hidden, corrections, revision }]
    }),
  )
}

/** Stores changed photos, with all that follows: privacy, search, embeddings and the events about them. */
export async function writePhotos(tx: Transaction, changed: ChangedPhoto[]): Promise<void> {
  if (changed.length === 0) return
  const corrected = changed.filter(({ fields }) => fields.length > 0)
  for (let i = 0; i < corrected.length; i += BATCH) await writeCorrections(tx, corrected.slice(i, i + BATCH))
  await writeMarks(tx, changed)
  const of = (photos: ChangedPhoto[]) => photos.map(({ photoId }) => photoId)
  await settlePrivacy(tx, of(corrected.filter(({ fields }) => fields.includes('sensitive'))))
  await refreshWords(tx, of(corrected.filter(({ fields }) => changesWords(fields))))
  await recordPhotoEvents(tx, 'photo.edited', of(changed))
}

async function writeCorrections(tx: Transaction, corrected: ChangedPhoto[]): Promise<void> {
  const rows = corrected.map(({ photoId, corrections, revision, fields }) => ({
    ...{ photoId, ...corrections, revision: changesMeaning(fields) ? revision + 1 : revision },
  }))
  const excluded = (column: string) => sql.raw(`excluded.${column}`)
  await tx
    .insert(photoEdits)
    .values(rows)
    .onConflictDoUpdate({
      target: photoEdits.photoId,
      set: {
        tagsAdded: excluded('tags_added'),
        tagsRemoved: excluded('tags_removed'),
        description: excluded('description'),
        category: excluded('category'),
        emotion: excluded('emotion'),
        people: excluded('people'),
        sensitive: excluded('sensitive'),
        edited: excluded('edited'),
        revision: excluded('revision'),
      },
    })
}

async function writeMarks(tx: Transaction, changed: ChangedPhoto[]): Promise<void> {
  const column = (values: unknown[], type: string) => sql`${sql.param(values)}::${sql.raw(type)}[]`
  await tx.execute(sql`
    update photos p set favourite = n.favourite, hidden = n.hidden
    from unnest(
      ${column(
        changed.map((each) => each.photoId),
        'text',
      )},
      ${column(
        changed.map((each) => each.favourite),
        'boolean',
      )},
      ${column(
        changed.map((each) => each.hidden),
        'boolean',
      )}
    ) as n (id, favourite, hidden)
    where p.id = n.id and (p.favourite, p.hidden) is distinct from (n.favourite, n.hidden)`)
}

async function refreshWords(tx: Transaction, photoIds: string[]): Promise<void> {
  if (photoIds.length <= REFRESHED_AT_ONCE) {
    for (const photoId of photoIds) await refreshSearchDocument(tx, photoId)
    return
  }
  for (let i = 0; i < photoIds.length; i += BATCH) {
    await tx.insert(searchStale).values(photoIds.slice(i, i + BATCH).map((photoId) => ({ photoId })))
  }
}
