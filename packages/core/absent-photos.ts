import { sql } from 'drizzle-orm'
import type { Queryable } from './database/connect.js'

/** Photos whose last file is gone are kept but no longer shown. */
export async function hideAbsentPhotos(tx: Queryable, photoIds: string[]): Promise<void> {
  if (photoIds.length === 0) return
  await tx.execute(sql`
    update photos set present = false
    where id = any(${sql.param(photoIds)}::text[])
      and not exists (select 1 from files f where f.photo_id = photos.id and f.state = 'present')`)
}
