import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '../database/connect.js'

/**
 * The index of documents answers in milliseconds what a walk over the table would take seconds for, since each document
 * lies out of line; the planner does not know that, so the walk is forbidden.
 */
export async function inSearchTransaction<T>(db: Database, use: (tx: Transaction) => Promise<T> | T): Promise<T> {
  return await db.transaction(
    async (tx) => {
      await tx.execute(sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),
        set_config('work_mem', '16MB', true)`)
      return await use(tx)
    },
    { accessMode: 'read only' },
  )
}
