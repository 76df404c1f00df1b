import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'

/**
 * Holds photos until the transaction ends, so that what a model says and what the owner says of one photo are never
 * stored at once: whoever comes second sees what the first one wrote.
 */
export async function holdPhotos(tx: Queryable, photoIds: string[]): Promise<void> {
  // In one order everywhere, so that two of them never wait for each other.
  await tx.execute(sql`
    select id from photos where id = any(${sql.param(photoIds)}::char(64)[]) order by id for no key update`)
}

/** Brings the privacy that every listing filters by in line with what is said of the photos now. */
export async function settlePrivacy(tx: Queryable, photoIds: string[]): Promise<void> {
  await tx.execute(sql`
    update photos p set sensitive = c.sensitive from current_analyses c
    where c.photo_id = p.id and p.id = any(${sql.param(photoIds)}::char(64)[]) and p.sensitive is distinct from c.sensitive`)
}
