import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type Connection, connect } from '#core/database/connect'
import { startEmbeddedPostgres } from '#core/database/embedded'
import { migrate } from '#core/database/migrate'
import { analyses, files, photos, shares } from '#core/database/schema'
import { createLog } from '#core/log'
import { refreshSearchDocument } from '#core/search/refresh'
import { createPlaces } from '#photo/place/places'
import type { JudgedPhoto } from './corpus/scene.js'

const AT_ONCE = 500

/** A bundled database of its own for as long as it is used. */
export async function withDatabase<T>(root: string, use: (connection: Connection) => Promise<T>): Promise<T> {
  const log = createLog('bench', 'silent')
  await mkdir(root, { recursive: true })
  const server = await startEmbeddedPostgres({
    cluster: path.join(root, 'postgres'),
    run: path.join(root, 'run'),
    logs: path.join(root, 'logs'),
    log,
  })
  try {
    await migrate(server.url, { queueTables: false })
    const connection = connect(server.url, log)
    try {
      return await use(connection)
    } finally {
      await connection.close()
    }
  } finally {
    await server.stop()
  }
}

/** Stores the photos as ingest and analyse would have, and makes them searchable. */
export async function storeLibrary({ db }: Connection, library: JudgedPhoto[]): Promise<void> {
  const places = createPlaces()
  const shareIds = new Map<string, number>()
  for (const name of new Set(library.map((photo) => photo.share))) {
    const [row] = await db
      .insert(shares)
      .values({ name, path: `/judged/${name}`, state: 'online' })
      .returning({ id: shares.id })
    shareIds.set(name, (row as { id: number }).id)
  }
  for (let from = 0; from < library.length; from += AT_ONCE) {
    const some = library.slice(from, from + AT_ONCE)
    const rows = await Promise.all(
      some.map(async (photo, i) => ({
        ...{
          id: photo.id,
          bytes: 1_000_000,
          state: 'analysed' as const,
          format: photo.format,
          width: 4000,
          height: 3000,
        },
        ...{ takenLocal: photo.taken.replace('T', ' '), takenSource: 'exif' as const, favourite: photo.favourite },
        ...{ cameraMake: photo.make || null, cameraModel: photo.model || null, sensitive: photo.analysis.sensitive },
        ...{ latitude: photo.latitude ?? null, longitude: photo.longitude ?? null, analysisId: from + i + 1 },
        place:
          photo.latitude === undefined || photo.longitude === undefined
            ? null
            : await places.find(photo.latitude, photo.longitude),
        ...{ ingestedAt: new Date(), analysedAt: new Date() },
      })),
    )
    await db.insert(photos).values(rows)
    await db.insert(files).values(
      some.map((photo) => ({
        ...{
          shareId: shareIds.get(photo.share) as number,
          path: photo.path,
          directory: path.posix.dirname(photo.path),
        },
        ...{ size: 1_000_000, mtimeMs: 0, ingest: 'done' as const, photoId: photo.id },
      })),
    )
    await db.insert(analyses).values(
      some.map((photo, i) => ({
        ...{ id: from + i + 1, photoId: photo.id, request: 'judged', valid: true, language: photo.language },
        ...{ model: 'judged', promptVersion: '1', raw: '', repaired: false, attempts: 1 },
        ...{ milliseconds: 0, promptTokens: 0, completionTokens: 0, ...photo.analysis },
      })),
    )
    for (const { id } of some) await refreshSearchDocument(db, id)
  }
  await db.execute('analyze')
}
