import { and, eq, sql } from 'drizzle-orm'
import { hideAbsentPhotos } from '#core/absent-photos'
import type { Database, Transaction } from '#core/database/connect'
import { files, photos } from '#core/database/schema'
import type { PermanentError } from '#core/errors'
import { recordEvent } from '#core/events'
import { readablePath } from '#core/file-path'
import { refreshSearchDocument } from '#core/search/refresh'
import type { ExaminedPhoto } from '#photo/examine'
import { toSigned64 } from '#photo/pixels/perceptual-hash'
import type { FileRow } from './file-row.js'

/** Size and time of the file when it was read: if the catalogue says otherwise by now, the file changed again. */
interface Seen {
  size: number
  mtimeMs: number
}

/** A photo and the file that holds it, searchable from now on by date, place and name. */
export async function storePhoto(
  db: Database,
  { file, seen, photo }: { file: FileRow; seen: Seen; photo: ExaminedPhoto },
): Promise<{ photoId: string; takenLocal: string | null } | null> {
  return await db.transaction(async (tx) => {
    const row = columns(photo)
    const [stored] = await tx
      .insert(photos)
      .values({ id: photo.id, state: 'pending', ...row })
      .onConflictDoUpdate({ target: photos.id, set: { ...row, present: true } })
      .returning({ state: photos.state, isNew: sql<boolean>`xmax = 0` })
    await holdBy(tx, file, seen, photo.id)
    await refreshSearchDocument(tx, photo.id)
    if (stored?.isNew) {
      const payload = {
        photoId: photo.id,
        share: file.share,
        path: readablePath(file.path),
        takenAt: photo.takenAt.local,
      }
      await recordEvent(tx, { type: 'photo.ingested', photoId: photo.id, payload })
    }
    return stored?.state === 'pending' ? { photoId: photo.id, takenLocal: photo.takenAt.local } : null
  })
}

/** One more file with content that is known already. */
export async function linkFile(
  db: Database,
  { file, seen, photoId }: { file: FileRow; seen: Seen; photoId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(photos).set({ present: true }).where(eq(photos.id, photoId))
    await holdBy(tx, file, seen, photoId)
    await refreshSearchDocument(tx, photoId)
  })
}

/** Content that is no sound picture: remembered with its reason, and looked at again when the file changes. */
export async function storeBrokenPhoto(
  db: Database,
  broken: { file: FileRow; seen: Seen; id: string; bytes: number; error: PermanentError },
): Promise<void> {
  const { file, id, error } = broken
  const failure = {
    state: 'failed' as const,
    failedStage: 'ingest' as const,
    failedCode: error.code,
    failedReason: error.message,
    failedAt: sql`now()`,
  }
  await db.transaction(async (tx) => {
    await tx
      .insert(photos)
      .values({ id, bytes: broken.bytes, ...failure })
      .onConflictDoUpdate({ target: photos.id, set: { ...failure, present: true } })
    await holdBy(tx, file, broken.seen, id)
    const payload = {
      photoId: id,
      share: file.share,
      path: readablePath(file.path),
      stage: 'ingest',
      code: error.code,
      reason: error.message,
    }
    await recordEvent(tx, { type: 'photo.failed', photoId: id, payload })
  })
}

/** The file is gone: marked so, and its photo hidden if this was the last file with it. */
export async function markFileMissing(db: Database, file: FileRow): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(files).set({ state: 'missing', missingSince: sql`now()` }).where(eq(files.id, file.id))
    if (file.photoId) await hideAbsentPhotos(tx, [file.photoId])
  })
}

/** Its bytes could not be read, whatever was tried. */
export async function markFileUnreadable(db: Database, fileId: number, code: string, reason: string): Promise<void> {
  await db
    .update(files)
    .set({ ingest: 'failed', failedCode: code, failedReason: reason })
    .where(and(eq(files.id, fileId), eq(files.ingest, 'pending')))
}

async function holdBy(tx: Transaction, file: FileRow, seen: Seen, photoId: string): Promise<void> {
  await tx
    .update(files)
    .set({
      photoId,
      failedCode: null,
      failedReason: null,
      ingest: sql`case when size = ${seen.size} and mtime_ms = ${seen.mtimeMs} then 'done' else ingest end`,
    })
    .where(eq(files.id, file.id))
  if (file.photoId && file.photoId !== photoId) await hideAbsentPhotos(tx, [file.photoId])
}

function columns(photo: ExaminedPhoto) {
  return {
    bytes: photo.bytes,
    format: photo.format,
    width: photo.width,
    height: photo.height,
    orientation: photo.orientation,
    takenLocal: photo.takenAt.local,
    takenOffsetMinutes: photo.takenAt.offsetMinutes,
    takenSource: photo.takenAt.source,
    cameraMake: photo.camera.make,
    cameraModel: photo.camera.model,
    lens: photo.camera.lens,
    exif: photo.exif,
    latitude: photo.location?.latitude ?? null,
    longitude: photo.location?.longitude ?? null,
    altitude: photo.location?.altitude ?? null,
    place: photo.place,
    phash: toSigned64(photo.phash),
    colour: photo.colour,
    ingestedAt: sql`now()`,
  }
}
