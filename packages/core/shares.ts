import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { asc, eq, sql } from 'drizzle-orm'
import type { ShareSetting } from './config.js'
import type { Database } from './database/connect.js'
import { shares } from './database/schema.js'
import { PermanentError } from './errors.js'
import { checkedRules } from './owners-rules.js'
import { say } from './sentences/say.js'

export type Share = typeof shares.$inferSelect

export async function listShares(db: Database): Promise<Share[]> {
  return await db.select().from(shares).orderBy(asc(shares.name))
}

/**
 * Adds a share, or changes the mode (and name) of the one with that path. Its folder need not be there now.
 * @throws PermanentError `share_name_taken`, `share_overlaps` (one share inside another would see each file twice)
 */
export async function saveShare(db: Database, setting: ShareSetting): Promise<Share> {
  const wanted = await resolved(setting.path)
  for (const other of await listShares(db)) {
    const known = await resolved(other.path)
    if (known === wanted) return await updateShare(db, other.id, setting)
    if (other.name === setting.name) {
      throw new PermanentError('share_name_taken', say('share_name_taken_at', { name: setting.name, path: other.path }))
    }
    if (isInside(known, wanted) || isInside(wanted, known)) {
      throw new PermanentError(
        'share_overlaps',
        say('share_overlaps', { path: setting.path, name: other.name, other: other.path }),
      )
    }
  }
  const [made] = await db
    .insert(shares)
    .values({ name: setting.name, path: setting.path, mode: setting.mode })
    .returning()
  return made as Share
}

/**
 * Changes a share: its name, how it is watched, what is left out of it. The watcher follows within seconds.
 * @returns undefined when there is no share of this name
 * @throws PermanentError `share_name_taken`, `ignore_rules`
 */
export async function changeShare(
  db: Database,
  name: string,
  changes: { name?: string | undefined; mode?: Share['mode'] | undefined; ignore?: string[] | undefined },
): Promise<Share | undefined> {
  const ignore = changes.ignore && checkedRules(changes.ignore)
  const taken = changes.name !== undefined && changes.name !== name
  if (taken && (await listShares(db)).some((other) => other.name === changes.name)) {
    throw new PermanentError('share_name_taken', say('share_name_taken', { name: String(changes.name) }))
  }
  const [changed] = await db
    .update(shares)
    .set({
      name: changes.name ?? name,
      ...(changes.mode ? { mode: changes.mode } : {}),
      ...(ignore ? { ignore } : {}),
    })
    .where(eq(shares.name, name))
    .returning()
  return changed
}

async function updateShare(db: Database, id: number, setting: ShareSetting): Promise<Share> {
  const [changed] = await db
    .update(shares)
    .set({ name: setting.name, mode: setting.mode })
    .where(eq(shares.id, id))
    .returning()
  return changed as Share
}

/** Stops watching a share and forgets its files; photos that no other share holds are no longer shown. */
export async function removeShare(db: Database, name: string): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const [share] = await tx.select({ id: shares.id }).from(shares).where(eq(shares.name, name))
    if (!share) return false
    await tx.execute(sql`
      with gone as (delete from files where share_id = ${share.id} returning photo_id)
      update photos set present = false
      where id in (select photo_id from gone)
        and not exists (
          select 1 from files f where f.photo_id = photos.id and f.state = 'present' and f.share_id <> ${share.id}
        )`)
    await tx.delete(shares).where(eq(shares.id, share.id))
    return true
  })
}

/** Share settings for folders named on the command line: named after the folder, made unique. */
export function sharesForFolders(folders: string[], known: { name: string; path: string }[]): ShareSetting[] {
  const taken = new Map(known.map((share) => [share.name, share.path]))
  return folders.map((folder) => {
    const absolute = path.resolve(folder)
    const existing = known.find((share) => share.path === absolute)
    const base =
      existing?.name ??
      (path
        .basename(absolute)
        .replace(/[/,;=]/g, '_')
        .slice(0, 50) ||
        'root')
    let name = base
    for (let n = 2; taken.has(name) && taken.get(name) !== absolute; n++) name = `${base}-${n}`
    taken.set(name, absolute)
    return { name, path: absolute, mode: 'auto' as const }
  })
}

async function resolved(folder: string): Promise<string> {
  return await realpath(folder).catch(() => path.resolve(folder))
}

function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner)
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
}
