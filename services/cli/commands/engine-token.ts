import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { FatalError } from '#core/errors'

/**
 * The token of this machine's engine, made at the first call and the same from then on, so that other machines keep
 * theirs. Only the owner of the data folder can read its file.
 *
 * @throws FatalError when the file is there and holds none
 */
export async function engineToken(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'engine-token')
  await mkdir(dataDir, { recursive: true })
  try {
    const made = `alb_${randomBytes(24).toString('base64url')}`
    await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
    return made
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  await chmod(file, 0o600)
  const kept = (await readFile(file, 'utf8')).trim()
  if (/^\S{8,}$/.test(kept)) return kept
  throw new FatalError(
    `${file}: expected a token of at least 8 characters, got something else. Delete it, and a new one is made.`,
  )
}
