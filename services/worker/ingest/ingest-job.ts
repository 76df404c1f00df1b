import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from '#core/database/connect'
import { PermanentError } from '#core/errors'
import { decodePath, readablePath } from '#core/file-path'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { examine } from '#photo/examine'
import { wholeFileLimit } from '#photo/open-photo'
import { hashFile } from '#photo/read/hash-file'
import { type FileRow, fileToIngest } from './store/file-row.js'
import { knownPhoto } from './store/known-photo.js'
import { linkFile, markFileMissing, storeBrokenPhoto, storePhoto } from './store/store-photo.js'

export interface IngestDeps {
  db: Database
  previewsDir: string
  examine: Parameters<typeof examine>[2]
  signal: AbortSignal
  metrics: Metrics
  log: Log
}

/** What the orchestrator needs to go on: the photo to be analysed, if it is one that nobody has analysed yet. */
export interface Ingested {
  photoId: string
  takenLocal: string | null
}

/**
 * One file: content id, then either a link to the photo that is known by it, or a look at the picture. A file that is no
 * sound picture is stored as a failed photo, and that is a success of the job.
 * @returns the photo when its analysis is still to be asked for
 * @throws what reading the file threw, when trying again may help
 */
export async function ingestJob(fileId: number, deps: IngestDeps): Promise<Ingested | null> {
  const { metrics } = deps
  const step = <T>(name: string, work: () => Promise<T>) =>
    metrics.time('albumen_stage_duration_seconds', { stage: 'ingest', step: name }, work)
  const ended = (result: string) => metrics.count('albumen_files_ingested_total', { result })
  const began = performance.now()
  const file = await fileToIngest(deps.db, fileId)
  if (!file) return null
  const absolute = Buffer.concat([Buffer.from(`${file.root}/`), decodePath(file.path)])
  const read = await step('read', () => hashFile(absolute, deps.signal, wholeFileLimit)).catch((error) =>
    vanished(error, file, deps),
  )
  if (!read) {
    ended('gone')
    return null
  }

  const { id, bytes, content } = read
  const log = deps.log.child({ photo: id })
  const seen = { size: bytes, mtimeMs: Math.floor(read.mtimeMs) }
  const known = await knownPhoto(deps.db, id, deps.previewsDir)
  if (known) {
    await linkFile(deps.db, { file, seen, photoId: id })
    ended('known')
    log.debug('file read; its photo is known')
    return known.state === 'pending' ? { photoId: id, takenLocal: known.takenLocal } : null
  }
  try {
    const fileName = path.posix.basename(readablePath(file.path))
    const input = { path: absolute, fileName, id, bytes, mtimeMs: read.mtimeMs, content }
    const photo = await step('examine', () => examine(input, { previewsDir: deps.previewsDir }, deps.examine))
    const stored = await step('store', () => storePhoto(deps.db, { file, seen, photo }))
    ended('new')
    log.debug({ ms: Math.round(performance.now() - began) }, 'file read; its photo is new')
    return stored
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error
    await storeBrokenPhoto(deps.db, { file, seen, id, bytes, error })
    ended('broken')
    metrics.count('albumen_failures_total', { stage: 'ingest', code: error.code })
    log.info({ code: error.code, error: error.message }, 'the file is no sound picture')
    return null
  }
}

/** A file that is gone although its share is there; on a share that is away the file is left for later. */
async function vanished(error: NodeJS.ErrnoException, file: FileRow, deps: IngestDeps): Promise<null> {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
  const root = await stat(file.root).catch(() => null)
  if (root && (file.inode === null || BigInt(root.ino) === file.inode)) await markFileMissing(deps.db, file)
  return null
}
