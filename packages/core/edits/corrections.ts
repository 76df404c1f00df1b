import type { EditedField, photoEdits } from '../database/schema.js'
import { plainName } from '../search/marks.js'

/** What the owner does with photos. Of the fields of an analysis, null gives back what the model says. */
export interface PhotoChange {
  favourite?: boolean | undefined
  hidden?: boolean | undefined
  /** one word is either added or removed */
  tags?: { add?: string[] | undefined; remove?: string[] | undefined } | null | undefined
  description?: string | null | undefined
  category?: string | null | undefined
  emotion?: string | null | undefined
  people?: number | null | undefined
  sensitive?: string | null | undefined
}

/** What the owner says of one photo: its row of edits. */
export type Corrections = Omit<typeof photoEdits.$inferSelect, 'photoId' | 'revision'>

export const UNCORRECTED: Corrections = {
  ...{ tagsAdded: [], tagsRemoved: [], description: null, category: null, emotion: null, people: null },
  ...{ sensitive: null, edited: {} },
}

/** Tags that the owner can add to one photo, and remove from it. */
export const MOST_TAGS = 100

const VALUES = ['description', 'category', 'emotion', 'people', 'sensitive'] as const

/** Fields whose words embeddings are made from. */
const EMBEDDED: EditedField[] = ['tags', 'description', 'category']

/**
 * What the owner says after a change.
 * @param at when, ISO 8601
 * @returns the fields that changed, none when all was so before; undefined when there would be more than {@link MOST_TAGS}
 */
export function correct(
  before: Corrections,
  change: PhotoChange,
  at: string,
): { after: Corrections; fields: EditedField[] } | undefined {
  const after: Corrections = { ...before, edited: { ...before.edited } }
  const fields: EditedField[] = []
  const note = (field: EditedField, isEdited: boolean) => {
    fields.push(field)
    if (isEdited) after.edited[field] = at
    else delete after.edited[field]
  }
  if (change.tags !== undefined) {
    const { tagsAdded, tagsRemoved } = correctTags(before, change.tags)
    if (Math.max(tagsAdded.length, tagsRemoved.length) > MOST_TAGS) return undefined
    if (!same(tagsAdded, before.tagsAdded) || !same(tagsRemoved, before.tagsRemoved)) {
      Object.assign(after, { tagsAdded, tagsRemoved })
      note('tags', tagsAdded.length + tagsRemoved.length > 0)
    }
  }
  for (const field of VALUES) {
    const value = change[field]
    if (value === undefined || value === before[field]) continue
    Object.assign(after, { [field]: value })
    note(field, value !== null)
  }
  return { after, fields }
}

/** Whether embeddings are to be made anew. */
export function changesMeaning(fields: EditedField[]): boolean {
  return fields.some((field) => EMBEDDED.includes(field))
}

/** Whether the search document is to be made anew: privacy has a column of its own. */
export function changesWords(fields: EditedField[]): boolean {
  return fields.some((field) => field !== 'sensitive')
}

/** What is added is no longer removed, and the reverse; both stay so whatever a model says later. */
function correctTags(before: Corrections, tags: NonNullable<PhotoChange['tags']> | null) {
  if (tags === null) return { tagsAdded: [], tagsRemoved: [] }
  const { add = [], remove = [] } = tags
  const gone = new Set(remove.map(plainName))
  const there = new Set(add.map(plainName))
  const added = new Map(before.tagsAdded.map((tag) => [plainName(tag), tag]))
  for (const tag of add) added.set(plainName(tag), tag)
  for (const name of gone) added.delete(name)
  const removed = new Set([...before.tagsRemoved.filter((name) => !there.has(name)), ...gone])
  return { tagsAdded: [...added.values()], tagsRemoved: [...removed] }
}

function same(some: string[], others: string[]): boolean {
  return some.length === others.length && some.every((each, i) => each === others[i])
}
