import { rm, stat } from 'node:fs/promises'
import { and, asc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import pLimit from 'p-limit'
import sharp from 'sharp'
import { enqueueFiles } from '#core/backlog'
import type { Database } from '#core/database/connect'
import { files, photos } from '#core/database/schema'
import { previewPath } from '#core/preview-path'
import type { Queues } from '#core/queues'
import { type Check, faultOf, several } from './check.js'

const PAGE = 2_000
const AT_ONCE = 8
const KINDS = ['thumb', 'preview'] as const

/** Every photo that was read has both previews; those of some, or of all, are decoded to the last pixel. */
export const previews: Check = {
  about: 'previews',
  async look({ db, queues, folder, sample, signal, progress }) {
    const sound = sql`${photos.failedStage} is distinct from 'ingest'`
    const wanted = and(isNotNull(photos.ingestedAt), eq(photos.present, true), sound)
    const total = await db.$count(photos, wanted)
    const chance = total > sample ? sample / total : 1
    const missing: string[] = []
    const broken: string[] = []
    let checked = 0
    let decoded = 0
    for (let after = ''; ; ) {
      signal?.throwIfAborted()
      const page = await db
        .select({ id: photos.id })
        .from(photos)
        .where(and(gt(photos.id, after), wanted))
        .orderBy(asc(photos.id))
        .limit(PAGE)
      if (page.length === 0) break
      const limit = pLimit(AT_ONCE)
      const looks = page.map(({ id }) =>
        limit(async () => {
          const paths = KINDS.map((kind) => previewPath(folder.previews, id, kind))
          const there = await Promise.all(paths.map(hasBytes))
          if (there.includes(false)) missing.push(id)
          else if (Math.random() < chance) {
            decoded++
            if ((await Promise.all(paths.map(decodes))).includes(false)) broken.push(id)
          }
          progress(++checked, total)
        }),
      )
      await Promise.all(looks)
      after = page.at(-1)?.id ?? after
    }
    const advice = 'Repaired, they are made anew from the photos; meanwhile the dashboard shows a colour instead.'
    return {
      checked,
      note: `${several(decoded, 'photo')} decoded`,
      faults: [
        ...faultOf(missing, {
          code: 'preview_missing',
          state: 'problem',
          found: `${several(missing.length, 'photo')} without ${missing.length === 1 ? 'its' : 'their'} previews`,
          why: 'They are shown as empty squares, and cannot be analysed again.',
          advice,
          repair: () => readAgain(db, queues, missing),
        }),
        ...faultOf(broken, {
          code: 'preview_broken',
          state: 'problem',
          found: `${several(broken.length, 'photo')} with a preview that cannot be decoded`,
          why: 'They are shown as broken pictures.',
          advice,
          repair: async () => {
            await removeAll(folder.previews, broken)
            return await readAgain(db, queues, broken)
          },
        }),
      ],
    }
  },
}

async function hasBytes(path: string): Promise<boolean> {
  return await stat(path).then(
    ({ size }) => size > 0,
    () => false,
  )
}

async function decodes(path: string): Promise<boolean> {
  return await sharp(path, { failOn: 'warning' })
    .stats()
    .then(
      () => true,
      () => false,
    )
}

async function removeAll(previewsDir: string, ids: string[]): Promise<void> {
  for (const id of ids) for (const kind of KINDS) await rm(previewPath(previewsDir, id, kind), { force: true })
}

/** Sends photos back to the beginning, which makes their previews; what the model said of them stays. */
async function readAgain(db: Database, queues: Queues, ids: string[]): Promise<number> {
  let count = 0
  for (let from = 0; from < ids.length; from += PAGE) {
    const some = ids.slice(from, from + PAGE)
    const changed = await db
      .update(files)
      .set({ ingest: sql`'pending'` })
      .where(and(inArray(files.photoId, some), eq(files.state, 'present')))
      .returning({ photoId: files.photoId })
    count += new Set(changed.map((file) => file.photoId)).size
  }
  await enqueueFiles(db, queues)
  return count
}
