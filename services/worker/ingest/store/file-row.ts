import { and, eq } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { files, shares } from '#core/database/schema'

/** A file that waits to be ingested, with the root of its share. */
export interface FileRow {
  id: number
  path: string
  photoId: string | null
  share: string
  root: string
  inode: bigint | null
}

/** The file, or null when there is nothing left to do about it: ingested meanwhile, gone, or of a removed share. */
export async function fileToIngest(db: Database, fileId: number): Promise<FileRow | null> {
  const [row] = await db
    .select({
      id: files.id,
      path: files.path,
      photoId: files.photoId,
      share: shares.name,
      root: shares.path,
      inode: shares.inode,
    })
    .from(files)
    .innerJoin(shares, eq(shares.id, files.shareId))
    .where(and(eq(files.id, fileId), eq(files.state, 'present'), eq(files.ingest, 'pending')))
  return row ?? null
}
