import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { projectRoot } from '../project-root.js'

/** One step of the schema's history. */
export interface Migration {
  /** the name of its SQL file */
  tag: string
  /** when it was made, in milliseconds; also its place in the order and its name in the database's ledger */
  when: number
}

interface Journal {
  entries: Migration[]
}

/** Where this version's migrations lie. */
export const migrationsFolder = path.join(projectRoot, 'migrations')

/** The schema's history, oldest first. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  return (await readJournal(folder)).entries.map(({ tag, when }) => ({ tag, when }))
}

/** Tables and functions that the migrations have ever made: what is Albumen's own in a database that others may use too. */
export async function madeByMigrations(folder = migrationsFolder): Promise<{ tables: string[]; functions: string[] }> {
  const tables = new Set<string>()
  const functions = new Set<string>()
  for (const { tag } of await readMigrations(folder)) {
    const statements = await readFile(path.join(folder, `${tag}.sql`), 'utf8')
    for (const [, name] of statements.matchAll(/^CREATE (?:UNLOGGED )?TABLE "(\w+)"/gm)) tables.add(name as string)
    for (const [, name] of statements.matchAll(/^CREATE (?:OR REPLACE )?FUNCTION "?(\w+)"?/gm))
      functions.add(name as string)
  }
  return { tables: [...tables], functions: [...functions] }
}

/** A temporary copy of the history that ends with the migration of that time, for a schema of the past. */
export async function withMigrationsUpTo<T>(
  when: number,
  use: (folder: string) => Promise<T>,
  folder = migrationsFolder,
): Promise<T> {
  const copy = await mkdtemp(path.join(os.tmpdir(), 'albumen-migrations-'))
  try {
    const journal = await readJournal(folder)
    const entries = journal.entries.filter((entry) => entry.when <= when)
    await mkdir(path.join(copy, 'meta'))
    await writeFile(path.join(copy, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }))
    for (const { tag } of entries) await copyFile(path.join(folder, `${tag}.sql`), path.join(copy, `${tag}.sql`))
    return await use(copy)
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

async function readJournal(folder: string): Promise<Journal> {
  return JSON.parse(await readFile(path.join(folder, 'meta', '_journal.json'), 'utf8')) as Journal
}
