import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '#core/database/connect'
import { type EditedField, files, photos, shares } from '#core/database/schema'
import { type CurrentAnalysis, readCurrentAnalyses } from '#core/edits/current'
import { readablePath } from '#core/file-path'
import { type Category, type Emotion, type Sensitivity, shownAnalysis } from '#vision/schema'
import type { PhotoSummary } from './schemas.js'
import { withTold } from './told-view.js'

/** Present files shown with each photo of a list. */
const FILES_SHOWN = 5

/** Photos as lists show them, in the order of the ids; an id that does not exist is left out. */
export async function photoSummaries(db: Queryable, ids: string[]): Promise<PhotoSummary[]> {
  if (ids.length === 0) return []
  const rows = await db.select().from(photos).where(inArray(photos.id, ids))
  const said = await readCurrentAnalyses(db, ids)
  const fileNames = await presentFiles(db, ids)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const photo = byId.get(id)
    return photo ? [summary(photo, said.get(id), (fileNames.get(id) ?? []).slice(0, FILES_SHOWN))] : []
  })
}

type PhotoRow = typeof photos.$inferSelect

export function summary(
  photo: PhotoRow,
  said: CurrentAnalysis | undefined,
  fileNames: PhotoSummary['files'],
): PhotoSummary {
  return {
    id: photo.id,
    state: photo.state,
    takenAt: takenAt(photo.takenLocal, photo.takenOffsetMinutes),
    takenSource: photo.takenSource,
    format: photo.format,
    width: photo.width,
    height: photo.height,
    bytes: photo.bytes,
    colour: photo.colour,
    place: photo.place,
    sensitive: photo.sensitive,
    favourite: photo.favourite,
    hidden: photo.hidden,
    analysis: said && isSaid(said) ? { ...answer(said), language: said.language } : null,
    edited: Object.entries(said?.edited ?? {}).map(([field, at]) => ({ field: field as EditedField, at })),
    failure: failure(photo),
    files: fileNames,
    ingestedAt: photo.ingestedAt?.toISOString() ?? null,
    analysedAt: photo.analysedAt?.toISOString() ?? null,
  }
}

/** False when the model has not looked yet, and the owner has given back all that was said by hand. */
function isSaid({ analysisId, edited }: CurrentAnalysis): boolean {
  return analysisId !== null || Object.keys(edited).length > 0
}

type Fields = Pick<
  CurrentAnalysis,
  'category' | 'description' | 'objects' | 'tags' | 'emotion' | 'people' | 'text' | 'sensitive' | 'absent'
>

/** The fields of a valid analysis, of which some may be absent. */
export function answer(row: Fields) {
  const { category, emotion, sensitive, ...rest } = row
  const fields = {
    ...rest,
    category: category as Category | null,
    emotion: emotion as Emotion | null,
    sensitive: sensitive as Sensitivity | null,
  }
  return shownAnalysis(fields, row.absent)
}

function failure(photo: PhotoRow): PhotoSummary['failure'] {
  if (!photo.failedCode) return null
  const said = {
    stage: photo.failedStage ?? 'analyse',
    code: photo.failedCode,
    reason: photo.failedReason ?? '',
    at: photo.failedAt?.toISOString() ?? null,
  }
  return withTold(said, 'reason')
}

/** `2024-05-01 12:00:00` and 480 → `2024-05-01T12:00:00+08:00`; without an offset, local time it stays. */
export function takenAt(local: string | null, offsetMinutes: number | null): string | null {
  if (local === null) return null
  const time = local.replace(' ', 'T')
  if (offsetMinutes === null) return time
  const minutes = Math.abs(offsetMinutes)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${time}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

async function presentFiles(db: Queryable, ids: string[]): Promise<Map<string, PhotoSummary['files']>> {
  const rows = await db
    .select({ photoId: files.photoId, share: shares.name, path: files.path })
    .from(files)
    .innerJoin(shares, eq(shares.id, files.shareId))
    .where(and(inArray(files.photoId, ids), sql`${files.state} = 'present'`))
    .orderBy(files.id)
  const found = new Map<string, PhotoSummary['files']>()
  for (const { photoId, share, path } of rows) {
    const list = found.get(photoId ?? '') ?? []
    list.push({ share, path: readablePath(path) })
    found.set(photoId ?? '', list)
  }
  return found
}
