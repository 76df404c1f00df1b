import { isUtf8 } from 'node:buffer'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * Lends a path that any library or program can open: plain ASCII, where the real one may hold bytes that are not
 * UTF-8, line breaks, or a leading dash. The extension stays, because some readers go by it.
 */
export async function withReadablePath<T>(
  file: Buffer | string,
  extension: string,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const text = typeof file === 'string' ? file : isUtf8(file) ? file.toString('utf8') : null
  if (text !== null && /^\/[\w./ +=,@()-]*$/.test(text)) return use(text)
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-'))
  try {
    const link = path.join(folder, `photo${/^\.[a-z0-9]{1,5}$/i.test(extension) ? extension : ''}`)
    await symlink(absolute(file), link)
    return await use(link)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function absolute(file: Buffer | string): Buffer | string {
  if (typeof file === 'string') return path.resolve(file)
  return file[0] === 0x2f ? file : Buffer.concat([Buffer.from(`${process.cwd()}/`), file])
}
