import { ask } from '../api/client'
import type { Routes } from '../api/types'

type Body = NonNullable<Routes['PATCH /photos']['body']>

/** What the owner says of photos; null gives a field back to the model. */
export type Change = Omit<Body, 'ids'>
export type EditedField = 'tags' | 'description' | 'category' | 'emotion' | 'people' | 'sensitive'

/** The mark of whoever says that a photo is private without saying why. */
export const PRIVATE = 'other'

/** Photos that the api takes at once. */
const MOST = 5_000

export interface Outcome {
  /** to undo it by, in the order in which they were made */
  edits: string[]
  changed: number
  failed: number
}

/** @throws ApiError when it was refused; what was sent before stays */
export async function send(ids: readonly string[], change: Change): Promise<Outcome> {
  const outcome: Outcome = { edits: [], changed: 0, failed: 0 }
  for (let i = 0; i < ids.length; i += MOST) {
    const { edit, changed, failed } = await ask('PATCH /photos', { body: { ids: ids.slice(i, i + MOST), ...change } })
    if (edit) outcome.edits.push(edit)
    outcome.changed += changed
    outcome.failed += failed.length
  }
  return outcome
}

/** @returns how many photos were edited again since, and stay as they are */
export async function undo(edits: readonly string[]): Promise<number> {
  let failed = 0
  for (const edit of edits.toReversed()) {
    failed += (await ask('POST /edits/{edit}/undo', { path: { edit } })).failed.length
  }
  return failed
}

/** @returns how many will be looked at again, and how many not */
export async function analyseAgain(ids: readonly string[]): Promise<{ queued: number; failed: number }> {
  const outcome = { queued: 0, failed: 0 }
  for (let i = 0; i < ids.length; i += MOST) {
    const { queued, failed } = await ask('POST /photos/reanalyse', { body: { ids: ids.slice(i, i + MOST) } })
    outcome.queued += queued
    outcome.failed += failed.length
  }
  return outcome
}
