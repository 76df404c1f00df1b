import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { messageOf } from '#core/errors'
import { type Check, faultOf, several } from './check.js'

interface Index extends Record<string, unknown> {
  oid: string
  name: string
  method: string
}

/** The database's pages have the check sums they were written with, and its indexes are whole (PostgreSQL's amcheck). */
export const indexes: Check = {
  about: 'database',
  async look({ db, signal, progress }) {
    const checksums = await checksumFailures(db)
    const all = await readIndexes(db)
    const broken: string[] = []
    const note = await withAmcheck(db, async (tx, gin) => {
      for (const [i, index] of all.entries()) {
        signal?.throwIfAborted()
        progress(i + 1, all.length)
        if (index.method === 'gin' && !gin) continue
        const check =
          index.method === 'gin' ? sql`gin_index_check(${index.oid}::oid)` : sql`bt_index_check(${index.oid}::oid)`
        // A savepoint, so that the next index can be looked at after a broken one.
        await tx
          .transaction(async (inner) => await inner.execute(sql`select ${check}`))
          .catch((error) => broken.push(`${index.name}: ${messageOf((error as Error).cause ?? error)}`))
      }
    })
    return {
      checked: note ? 0 : all.length,
      note: note ?? 'indexes',
      faults: [
        ...faultOf(checksums, {
          code: 'database_checksum',
          state: 'problem',
          found: 'the database has read pages that are not what it wrote',
          why: 'The disk or the memory of this machine is failing; what is lost cannot be told.',
          advice: 'Restore a backup, onto another disk; look at the disk (SMART) and the memory.',
        }),
        ...faultOf(broken, {
          code: 'index_broken',
          state: 'problem',
          found: `${several(broken.length, 'index', 'indexes')} of the database ${broken.length === 1 ? 'is' : 'are'} damaged`,
          why: 'Photos are missing from lists and searches although they are there.',
          advice: 'Repaired, they are built anew. If it happens again, look at the disk (SMART) and the memory.',
          async repair() {
            const names = broken.map((each) => each.slice(0, each.indexOf(':')))
            for (const name of names) await db.execute(sql`reindex index ${sql.identifier(name)}`)
            return names.length
          },
        }),
      ],
    }
  },
}

async function checksumFailures(db: Database): Promise<string[]> {
  const { rows } = await db.execute<{ failures: string | null }>(
    sql`select checksum_failures as failures from pg_stat_database where datname = current_database()`,
  )
  const failures = Number(rows[0]?.failures ?? 0)
  return failures > 0 ? [`${failures} failures`] : []
}

async function readIndexes(db: Database): Promise<Index[]> {
  const { rows } = await db.execute<Index>(sql`
    select c.oid::text as oid, c.relname as name, m.amname as method
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
      join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and i.indisvalid and m.amname in ('btree', 'gin') and c.relpersistence = 'p'
    order by c.relname`)
  return rows
}

/** Puts the extension in for as long as it takes, and takes it out again. @returns why that is not possible */
async function withAmcheck(
  db: Database,
  look: (tx: Pick<Database, 'execute' | 'transaction'>, gin: boolean) => Promise<void>,
): Promise<string | undefined> {
  const done = new Error('not kept')
  try {
    await db.transaction(async (tx) => {
      await tx.execute(sql`create extension if not exists amcheck`).catch((cause) => {
        throw new Error(`the indexes were not looked at: ${messageOf((cause as Error).cause ?? cause)}`)
      })
      const { rows } = await tx.execute<{ gin: boolean }>(
        sql`select exists (select 1 from pg_proc where proname = 'gin_index_check') as gin`,
      )
      await look(tx as never, rows[0]?.gin ?? false)
      throw done
    })
  } catch (error) {
    if (error === done) return undefined
    return messageOf(error)
  }
}
