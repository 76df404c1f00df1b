import { lstat, stat } from 'node:fs/promises'
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import pLimit from 'p-limit'
import { files, shares } from '#core/database/schema'
import { locatePath, readablePath } from '#core/file-path'
import { listShares } from '#core/shares'
import { type Check, faultOf, type Library, several } from './check.js'

const PAGE = 2_000
const AT_ONCE = 16

/** Every file that the catalogue calls present is there, as large and as old as it says. */
export const filesOnDisk: Check = {
  about: 'files on the shares',
  async look(library) {
    const { db } = library
    const online = (await listShares(db)).filter((share) => share.state !== 'offline')
    const roots = new Map(online.map((share) => [share.id, share]))
    const total = await db.$count(files, eq(files.state, 'present'))
    const gone: string[] = []
    const changed: string[] = []
    const unreadable: string[] = []
    const touched = new Set<number>()
    let checked = 0
    for await (const page of presentFiles(library)) {
      const limit = pLimit(AT_ONCE)
      const looks = page.map((file) =>
        limit(async () => {
          const share = roots.get(file.shareId)
          if (!share) return
          checked++
          const is = await whatIsThere(share.path, file)
          if (is === 'same') return
          touched.add(share.id)
          const into = { gone, changed, unreadable }[is]
          into.push(`${share.name}: ${readablePath(file.path)}`)
        }),
      )
      await Promise.all(looks)
      library.progress(checked, total)
    }
    const away = total - checked
    const scan = async (count: number) => {
      await db
        .update(shares)
        .set({ scanRequestedAt: sql`now()` })
        .where(inArray(shares.id, [...touched]))
      return count
    }
    const advice = 'A scan of the share corrects it: albumen shares scan NAME.'
    return {
      checked,
      ...(away > 0 ? { note: `${several(away, 'file')} on shares that are away were not looked at` } : {}),
      faults: [
        ...faultOf(gone, {
          code: 'file_gone',
          state: 'problem',
          found: `${several(gone.length, 'file')} of the catalogue ${gone.length === 1 ? 'is' : 'are'} not on the disk`,
          why: 'Their photos are still shown, and their originals cannot be opened.',
          advice,
          repair: () => scan(gone.length),
        }),
        ...faultOf(changed, {
          code: 'file_changed',
          state: 'problem',
          found: `${several(changed.length, 'file')} changed since ${changed.length === 1 ? 'it was' : 'they were'} read`,
          why: 'What is shown and searched is what they were before.',
          advice,
          repair: () => scan(changed.length),
        }),
        ...faultOf(unreadable, {
          code: 'file_unreadable',
          state: 'problem',
          found: `${several(unreadable.length, 'file')} that the disk or the network does not give`,
          why: 'Their originals cannot be opened.',
          advice: 'Give the user that runs Albumen permission to read them, and look at the disk (SMART).',
        }),
      ],
    }
  },
}

type PresentFile = Pick<typeof files.$inferSelect, 'id' | 'shareId' | 'path' | 'size' | 'mtimeMs'>

async function* presentFiles({ db, signal }: Library): AsyncGenerator<PresentFile[]> {
  for (let after = 0; ; ) {
    signal?.throwIfAborted()
    const page = await db
      .select({ id: files.id, shareId: files.shareId, path: files.path, size: files.size, mtimeMs: files.mtimeMs })
      .from(files)
      .where(and(gt(files.id, after), eq(files.state, 'present')))
      .orderBy(asc(files.id))
      .limit(PAGE)
    if (page.length === 0) return
    yield page
    after = page.at(-1)?.id ?? after
  }
}

async function whatIsThere(root: string, file: PresentFile): Promise<'same' | 'gone' | 'changed' | 'unreadable'> {
  const absolute = locatePath(root, file.path)
  try {
    const link = await lstat(absolute)
    const found = link.isSymbolicLink() ? await stat(absolute) : link
    return found.size === file.size && Math.floor(found.mtimeMs) === file.mtimeMs ? 'same' : 'changed'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unreadable'
  }
}
