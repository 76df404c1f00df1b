import { randomUUID } from 'node:crypto'
import { asc, eq, lt, sql } from 'drizzle-orm'
import type { Database, Transaction } from '../database/connect.js'
import { type EditedField, editSteps } from '../database/schema.js'
import { say } from '../sentences/say.js'
import { type Corrections, correct, MOST_TAGS, type PhotoChange, UNCORRECTED } from './corrections.js'
import { type ChangedPhoto, type PhotoState, readPhotosToEdit, writePhotos } from './write.js'

export interface FailedPhoto {
  id: string
  code: 'not_found' | 'too_many_tags' | 'changed_since'
  /** for people */
  reason: string
}

export interface Edited {
  /** to undo it by; null when it changed nothing */
  edit: string | null
  /** how many photos are other than before */
  changed: number
  /** photos that were left as they are; all others are as was asked for */
  failed: FailedPhoto[]
}

/** Rows of one statement. */
const BATCH = 500

/** What a step keeps: the marks and fields that the edit changed, as they were. */
interface Before {
  favourite?: boolean
  hidden?: boolean
  fields?: Partial<Corrections>
}

/** Changes photos, all in one transaction. What was so before stays untouched. */
export async function editPhotos(db: Database, photoIds: string[], change: PhotoChange): Promise<Edited> {
  const at = new Date().toISOString()
  return await db.transaction(async (tx) => {
    const known = await readPhotosToEdit(tx, photoIds)
    const changed: ChangedPhoto[] = []
    const failed: FailedPhoto[] = []
    for (const id of photoIds) {
      const before = known.get(id)
      const corrected = before && correct(before.corrections, change, at)
      if (!before) failed.push({ id, code: 'not_found', reason: say('no_photo', { id }) })
      else if (!corrected) failed.push(tooMany(id))
      else {
        const { favourite = before.favourite, hidden = before.hidden } = change
        const { after, fields } = corrected
        if (fields.length === 0 && favourite === before.favourite && hidden === before.hidden) continue
        changed.push({ photoId: id, favourite, hidden, corrections: after, revision: before.revision, fields })
      }
    }
    await writePhotos(tx, changed)
    return { edit: await keepSteps(tx, known, changed), changed: changed.length, failed }
  })
}

/**
 * Makes photos what they were before an edit, as far as nothing was edited since.
 * @returns undefined when there is no such edit (any more)
 */
export async function undoEdit(db: Database, edit: string): Promise<Edited | undefined> {
  return await db.transaction(async (tx) => {
    const steps = await tx.delete(editSteps).where(eq(editSteps.edit, edit)).returning()
    if (steps.length === 0) return undefined
    const photoIds = steps.map((step) => step.photoId)
    const known = await readPhotosToEdit(tx, photoIds)
    const later = await editedAgain(tx, steps)
    const changed: ChangedPhoto[] = []
    const failed: FailedPhoto[] = []
    for (const { photoId: id, before } of steps) {
      const now = known.get(id)
      if (!now) failed.push({ id, code: 'not_found', reason: say('no_photo', { id }) })
      else if (later.has(id)) {
        failed.push({ id, code: 'changed_since', reason: say('changed_since', { id }) })
      } else changed.push({ photoId: id, ...restored(now, before as Before) })
    }
    await writePhotos(tx, changed)
    return { edit: null, changed: changed.length, failed }
  })
}

/** Forgets how to undo what was edited longer ago. @returns how many photos' steps */
export async function forgetEdits(db: Database, olderThanDays: number): Promise<number> {
  const old = lt(editSteps.createdAt, sql`now() - make_interval(days => ${olderThanDays})`)
  return (await db.delete(editSteps).where(old)).rowCount ?? 0
}

async function keepSteps(
  tx: Transaction,
  known: Map<string, PhotoState>,
  changed: ChangedPhoto[],
): Promise<string | null> {
  if (changed.length === 0) return null
  const edit = randomUUID()
  for (let i = 0; i < changed.length; i += BATCH) {
    const rows = changed.slice(i, i + BATCH).map((after) => {
      const before = known.get(after.photoId) as PhotoState
      return { edit, photoId: after.photoId, before: { ...changedOf(before, after) } }
    })
    await tx.insert(editSteps).values(rows)
  }
  return edit
}

function changedOf(before: PhotoState, after: ChangedPhoto): Before {
  const { corrections } = before
  const keys = after.fields.flatMap(columnsOf)
  return {
    ...(before.favourite === after.favourite ? {} : { favourite: before.favourite }),
    ...(before.hidden === after.hidden ? {} : { hidden: before.hidden }),
    ...(keys.length === 0
      ? {}
      : {
          fields: {
            ...Object.fromEntries(keys.map((key) => [key, corrections[key]])),
            edited: Object.fromEntries(after.fields.map((field) => [field, corrections.edited[field]])),
          },
        }),
  }
}

function restored(now: PhotoState, { favourite, hidden, fields = {} }: Before): Omit<ChangedPhoto, 'photoId'> {
  const { edited: times = {}, ...values } = fields
  const touched = editedFieldsIn(values)
  const edited = { ...now.corrections.edited }
  for (const field of touched) {
    const time = times[field]
    if (time === undefined) delete edited[field]
    else edited[field] = time
  }
  return {
    favourite: favourite ?? now.favourite,
    hidden: hidden ?? now.hidden,
    corrections: { ...UNCORRECTED, ...now.corrections, ...values, edited },
    revision: now.revision,
    fields: touched,
  }
}

type Column = Exclude<keyof Corrections, 'edited'>

function columnsOf(field: EditedField): Column[] {
  return field === 'tags' ? ['tagsAdded', 'tagsRemoved'] : [field]
}

function editedFieldsIn(values: Partial<Corrections>): EditedField[] {
  const { tagsAdded, tagsRemoved: _, edited: __, ...fields } = values
  return [...(tagsAdded ? (['tags'] as const) : []), ...(Object.keys(fields) as Exclude<EditedField, 'tags'>[])]
}

/** Photos of these steps that have a later one. */
async function editedAgain(tx: Transaction, steps: (typeof editSteps.$inferSelect)[]): Promise<Set<string>> {
  const first = Math.min(...steps.map((step) => step.id))
  const ids = steps.map((step) => step.photoId)
  const later = await tx
    .selectDistinct({ photoId: editSteps.photoId })
    .from(editSteps)
    .where(sql`${editSteps.photoId} = any(${sql.param(ids)}::char(64)[]) and ${editSteps.id} > ${first}`)
    .orderBy(asc(editSteps.photoId))
  return new Set(later.map((row) => row.photoId))
}

function tooMany(id: string): FailedPhoto {
  const reason = say('too_many_tags', { most: MOST_TAGS, id })
  return { id, code: 'too_many_tags', reason }
}
