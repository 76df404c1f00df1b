import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import type { Place } from '#core/place'
import { conditions, type ListQuery, saidOf } from '../photos/filters.js'

export interface MapCluster {
  latitude: number
  longitude: number
  count: number
  /** the newest photo of the cluster and where it was taken */
  photoId: string
  colour: string | null
  place: Place | null
}
export interface Bounds {
  west: number
  south: number
  east: number
  north: number
}

/** So many clusters fit on any screen; the biggest are given. */
const MOST = 500

/** Photos with a position, gathered in squares of so many degrees; each cluster lies in the middle of its photos. */
export async function clusterPhotos(
  db: Database,
  { cell, bounds }: { cell: number; bounds?: Bounds | undefined },
  filters: Omit<ListQuery, 'order' | 'limit' | 'cursor'>,
): Promise<MapCluster[]> {
  const where = [...conditions(filters as ListQuery), sql`p.latitude is not null and p.longitude is not null`]
  if (bounds) {
    where.push(sql`p.latitude between ${bounds.south}::float8 and ${bounds.north}::float8
      and p.longitude between ${bounds.west}::float8 and ${bounds.east}::float8`)
  }
  const { rows } = await db.execute<{ latitude: number; longitude: number; n: string; id: string }>(sql`
    select avg(p.latitude) as latitude, avg(p.longitude) as longitude, count(*) as n,
      (array_agg(p.id order by p.taken_local desc nulls last, p.id))[1] as id
    from photos p ${saidOf(filters as ListQuery)} where ${sql.join(where, sql` and `)}
    group by floor(p.latitude / ${cell}::float8), floor(p.longitude / ${cell}::float8)
    order by n desc, id limit ${MOST}`)
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const shown = await db.execute<{ id: string; colour: string | null; place: Place | null }>(sql`
    select id, colour, place from photos where id in (${sql.join(
      ids.map((id) => sql`${id}`),
      sql`, `,
    )})`)
  const byId = new Map(shown.rows.map((row) => [row.id, row]))
  return rows.map(({ latitude, longitude, n, id }) => ({
    ...{ latitude, longitude, count: Number(n), photoId: id },
    colour: byId.get(id)?.colour ?? null,
    place: byId.get(id)?.place ?? null,
  }))
}
