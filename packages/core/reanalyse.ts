import { randomUUID } from 'node:crypto'
import { and, asc, eq, gt, inArray, ne, sql } from 'drizzle-orm'
import { enqueueAnalyse } from './analyse-queue.js'
import type { Database } from './database/connect.js'
import { analyses, photos } from './database/schema.js'
import type { Queues } from './queues.js'

/** Photos enqueued by one statement. */
const BATCH = 1_000

/** Of a photo that counts as not looked at again. */
export const PENDING = {
  state: 'pending' as const,
  failedStage: null,
  failedCode: null,
  failedReason: null,
  failedAt: null,
}

/**
 * Asks the model anew about photos, under a request of its own; what is known of them stays until it has answered.
 * A failed photo counts as pending again.
 * @param request the same one asks only once, however often it is enqueued
 */
export async function reanalyse(
  db: Database,
  queues: Queues,
  ids: string[],
  { request = `again-${randomUUID()}`, urgency }: { request?: string; urgency?: 'arrival' | 'backlog' } = {},
): Promise<void> {
  for (let i = 0; i < ids.length; i += BATCH) {
    const batch = await db
      .select({ id: photos.id, takenLocal: photos.takenLocal })
      .from(photos)
      .where(inArray(photos.id, ids.slice(i, i + BATCH)))
    await db
      .update(photos)
      .set(PENDING)
      .where(
        and(
          inArray(
            photos.id,
            batch.map((each) => each.id),
          ),
          eq(photos.state, 'failed'),
        ),
      )
    // Few were asked for by hand: they go first.
    const usual = ids.length > BATCH ? 'backlog' : 'arrival'
    await enqueueAnalyse(queues.analyse, batch, { urgency: urgency ?? usual, request })
  }
}

const inAnotherLanguage = (language: string) => and(eq(photos.present, true), ne(analyses.language, language))

/** How many photos are described in another language. */
export async function countInAnotherLanguage(db: Database, language: string): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(photos)
    .innerJoin(analyses, eq(analyses.id, photos.analysisId))
    .where(inAnotherLanguage(language))
  return row?.n ?? 0
}

/** Ids of them in order, after one of them. */
export async function readInAnotherLanguage(db: Database, language: string, after: string): Promise<string[]> {
  const rows = await db
    .select({ id: photos.id })
    .from(photos)
    .innerJoin(analyses, eq(analyses.id, photos.analysisId))
    .where(and(inAnotherLanguage(language), gt(photos.id, after)))
    .orderBy(asc(photos.id))
    .limit(BATCH)
  return rows.map(({ id }) => id)
}
