import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import { and, eq } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '#core/database/connect'
import { files, photos, shares } from '#core/database/schema'
import { locatePath, readablePath } from '#core/file-path'
import { say } from '#core/sentences/say'
import { notFound, Problem } from '../problem.js'
import { parseRange } from './range.js'

const TYPES: Record<string, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  tiff: 'image/tiff',
  avif: 'image/avif',
  heic: 'image/heic',
}

interface Original {
  handle: FileHandle
  size: number
  name: string
}

/**
 * Streams a photo as it lies on a share, whole or a range of it. A file is sent only while its size and time are those
 * under which its content was read: the photo asked for, and never another file that a changed path or symbolic link
 * leads to. (The walk follows links, so that a photo outside the share's folder can be one of the share's.)
 */
export async function sendOriginal(
  db: Database,
  id: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const [photo] = await db.select({ format: photos.format }).from(photos).where(eq(photos.id, id))
  if (!photo) throw notFound(say('thing_photo', { id }))
  const original = await openOriginal(db, id)
  if (!original) {
    throw new Problem(404, 'No file with this photo is on an online share now.', { code: 'original_away' })
  }
  const { handle, size, name } = original
  const tag = `"${id.slice(0, 32)}"`
  reply.headers({
    etag: tag,
    'cache-control': 'private, max-age=3600',
    'accept-ranges': 'bytes',
    'content-type': TYPES[photo.format ?? ''] ?? 'application/octet-stream',
    'content-disposition': disposition(name),
    'content-security-policy': "default-src 'none'; sandbox",
  })
  const current = request.headers['if-range'] === undefined || request.headers['if-range'] === tag
  const range = current ? parseRange(request.headers.range, size) : undefined
  if (request.headers['if-none-match'] === tag || range === 'outside') {
    await handle.close()
    if (range !== 'outside') return reply.code(304).send()
    throw new Problem(416, `The photo has ${size} bytes, the range asked for lies outside.`, {
      headers: { 'content-range': `bytes */${size}` },
    })
  }
  if (!range) return reply.header('content-length', size).send(handle.createReadStream())
  reply.code(206).headers({
    'content-length': range.end - range.start + 1,
    'content-range': `bytes ${range.start}-${range.end}/${size}`,
  })
  return reply.send(handle.createReadStream({ start: range.start, end: range.end }))
}

async function openOriginal(db: Database, id: string): Promise<Original | undefined> {
  const held = await db
    .select({ root: shares.path, path: files.path, size: files.size, mtimeMs: files.mtimeMs })
    .from(files)
    .innerJoin(shares, eq(shares.id, files.shareId))
    .where(and(eq(files.photoId, id), eq(files.state, 'present'), eq(files.ingest, 'done'), eq(shares.state, 'online')))
    .orderBy(files.id)
  for (const file of held) {
    const opened = await openUnchanged(file)
    if (opened) return opened
  }
  return undefined
}

async function openUnchanged(file: { root: string; path: string; size: number; mtimeMs: number }) {
  if (!staysInside(file.path)) return undefined
  // Not blocking: the path may be a named pipe by now.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK
  const handle = await open(locatePath(file.root, file.path), flags).catch(() => undefined)
  if (!handle) return undefined
  const stats = await handle.stat()
  if (stats.isFile() && stats.size === file.size && Math.floor(stats.mtimeMs) === file.mtimeMs) {
    return { handle, size: stats.size, name: path.posix.basename(readablePath(file.path)) }
  }
  await handle.close()
  return undefined
}

/** The watcher stores no such path; a database written by anything else shall not open other files either. */
function staysInside(stored: string): boolean {
  return stored !== '' && !stored.includes('\0') && stored.split('/').every((part) => !['', '.', '..'].includes(part))
}

/** RFC 6266: the name in ASCII for old clients, in UTF-8 for all others. */
function disposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  return `inline; filename="${ascii}"; filename*=UTF-8''${full}`
}
