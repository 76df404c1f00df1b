import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Database } from '#core/database/connect'
import { analyses, files, photos, shares } from '#core/database/schema'
import { readCurrentAnalyses } from '#core/edits/current'
import { readablePath } from '#core/file-path'
import { answer, summary } from '../photo-views.js'
import type { photoDetail } from '../schemas.js'

/** Everything that is known about one photo, a file that is missing now included. */
export async function readPhoto(db: Database, id: string): Promise<z.infer<typeof photoDetail> | undefined> {
  const [row] = await db
    .select({ photo: photos, analysis: analyses })
    .from(photos)
    .leftJoin(analyses, eq(analyses.id, photos.analysisId))
    .where(eq(photos.id, id))
  if (!row) return undefined
  const { photo, analysis } = row
  const shown = summary(photo, (await readCurrentAnalyses(db, [id])).get(id), [])
  const held = await db
    .select({ file: files, share: shares.name })
    .from(files)
    .innerJoin(shares, eq(shares.id, files.shareId))
    .where(eq(files.photoId, id))
    .orderBy(files.id)
  return {
    ...shown,
    analysis: shown.analysis && { ...shown.analysis, ...(analysis ? provenance(analysis) : UNKNOWN) },
    said: analysis && shown.edited.length > 0 ? answer(analysis) : null,
    files: held.map(({ file, share }) => ({
      ...{ share, path: readablePath(file.path), state: file.state, size: file.size },
      modifiedAt: new Date(file.mtimeMs).toISOString(),
      firstSeenAt: file.firstSeenAt.toISOString(),
    })),
    exif: photo.exif,
    camera: { make: photo.cameraMake, model: photo.cameraModel, lens: photo.lens },
    location:
      photo.latitude === null || photo.longitude === null
        ? null
        : { latitude: photo.latitude, longitude: photo.longitude, altitude: photo.altitude },
    orientation: photo.orientation,
    present: photo.present,
  }
}

function provenance(analysis: typeof analyses.$inferSelect) {
  return {
    model: analysis.model,
    promptVersion: analysis.promptVersion,
    repaired: analysis.repaired,
    attempts: analysis.attempts,
    milliseconds: analysis.milliseconds,
    tokens: { prompt: analysis.promptTokens, cached: analysis.cachedTokens, completion: analysis.completionTokens },
    createdAt: analysis.createdAt.toISOString(),
  }
}

/** Of what only the owner has said. */
const UNKNOWN = {
  ...{ model: null, promptVersion: null, repaired: null, attempts: null, milliseconds: null, tokens: null },
  createdAt: null,
}
