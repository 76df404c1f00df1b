import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Connection, Database } from './database/connect.js'
import { type ERRAND_KINDS, type ERRAND_STATES, errands } from './database/schema.js'
import { PermanentError } from './errors.js'

/**
 * Errands: what the owner asks for once and a worker does, however long it takes and whoever asked: to download a model,
 * to measure this machine. They outlive the request, the page and the worker. One of a kind and name is open at a time.
 */
export type Errand = typeof errands.$inferSelect
export type ErrandKind = (typeof ERRAND_KINDS)[number]
export type ErrandState = (typeof ERRAND_STATES)[number]

/** Notified with the id of each errand that was asked for or has changed. */
const CHANNEL = 'albumen_errands'
/** What has ended is told for so long. */
const TOLD_HOURS = 24
const MOST_TOLD = 50

/** Asks for an errand; one of this kind and name that is open already is that one. */
export async function askErrand(
  db: Database,
  asked: { kind: ErrandKind; name?: string; options?: Record<string, unknown> },
): Promise<Errand> {
  const { kind, name = '', options = {} } = asked
  for (;;) {
    const [made] = await db.insert(errands).values({ kind, name, options }).onConflictDoNothing().returning()
    const [open] = made
      ? [made]
      : await db
          .select()
          .from(errands)
          .where(and(is(kind, name), isNull(errands.endedAt)))
    if (!open) continue // it has ended in between
    await announce(db, open.id)
    return open
  }
}

/** The open ones and those that ended lately, the newest first. */
export async function listErrands(db: Database): Promise<Errand[]> {
  const lately = gt(errands.endedAt, sql`now() - make_interval(hours => ${TOLD_HOURS})`)
  return await db
    .select()
    .from(errands)
    .where(or(isNull(errands.endedAt), lately))
    .orderBy(desc(errands.id))
    .limit(MOST_TOLD)
}

export async function readErrand(db: Database, id: number): Promise<Errand | undefined> {
  const [found] = await db.select().from(errands).where(eq(errands.id, id))
  return found
}

/** Ends one that waits at once; the worker ends one that it is at. @returns undefined when there is none that is open */
export async function cancelErrand(db: Database, id: number): Promise<Errand | undefined> {
  const open = and(eq(errands.id, id), isNull(errands.endedAt))
  const waits = sql`${errands.state} = 'waiting'`
  const [changed] = await db
    .update(errands)
    .set({
      cancelled: true,
      state: sql`case when ${waits} then 'cancelled' else ${errands.state} end`,
      endedAt: sql`case when ${waits} then now() end`,
    })
    .where(open)
    .returning()
  if (changed) await announce(db, id)
  return changed
}

/** Takes the oldest that is due, of one of these kinds. */
export async function claimErrand(db: Database, worker: string, kinds: ErrandKind[]): Promise<Errand | undefined> {
  if (kinds.length === 0) return undefined
  const due = db
    .select({ id: errands.id })
    .from(errands)
    .where(and(eq(errands.state, 'waiting'), inArray(errands.kind, kinds), lte(errands.notBefore, sql`now()`)))
    .orderBy(asc(errands.id))
    .limit(1)
    .for('update', { skipLocked: true })
  const [taken] = await db
    .update(errands)
    .set({ state: 'running', worker, tries: sql`${errands.tries} + 1` })
    .where(inArray(errands.id, due))
    .returning()
  if (taken) await announce(db, taken.id)
  return taken
}

/** What a worker that is gone was at waits for another one. */
export async function freeErrands(db: Database, living: string[]): Promise<void> {
  await db.execute(sql`
    update errands set state = 'waiting', worker = null
    where state = 'running' and not worker = any(${sql.param(living)}::text[])`)
}

export async function showProgress(db: Database, id: number, progress: Record<string, unknown>): Promise<void> {
  await change(db, id, { progress })
}

export async function endErrand(
  db: Database,
  id: number,
  end: { state: Extract<ErrandState, 'done' | 'failed' | 'cancelled'> } & Partial<Pick<Errand, 'result' | 'problem'>>,
): Promise<void> {
  await change(db, id, { problem: null, ...end, endedAt: sql`now()` })
}

/** Puts one back: for the next start of a worker, or for another try after some time. */
export async function postponeErrand(
  db: Database,
  id: number,
  { seconds = 0, problem = null }: { seconds?: number; problem?: Errand['problem'] } = {},
): Promise<void> {
  const notBefore = sql`now() + make_interval(secs => ${seconds})`
  const [waits] = await change(db, id, { state: 'waiting', worker: null, problem, notBefore })
  if (waits?.cancelled) await cancelErrand(db, id)
}

/** Calls back with the id of each errand that changes; `onGap` that some may have been missed. */
export function listenForErrands(
  connection: Connection,
  handlers: { onErrand: (id: number) => void; onGap: () => void },
): { close(): Promise<void> } {
  const onMessage = (payload: string) => handlers.onErrand(Number(payload))
  return connection.listener.listen(CHANNEL, { onMessage, onGap: handlers.onGap })
}

/** The class of a problem and its sentence, for an errand that failed. */
export function problemOf(error: unknown): NonNullable<Errand['problem']> {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof PermanentError ? error.code : (error as { code?: unknown }).code
  return { code: typeof code === 'string' ? code : 'failed', message }
}

const is = (kind: ErrandKind, name: string) => and(eq(errands.kind, kind), eq(errands.name, name))

async function change(db: Database, id: number, values: Parameters<ReturnType<Database['update']>['set']>[0]) {
  const changed = await db.update(errands).set(values).where(eq(errands.id, id)).returning()
  await announce(db, id)
  return changed
}

async function announce(db: Database, id: number): Promise<void> {
  await db.execute(sql`select pg_notify(${CHANNEL}, ${String(id)})`)
}
