import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import type { KnownNames } from './understand/understood.js'

/** Places and cameras of photos that are shown without being asked for, the commonest first, and all shares. */
export interface LibraryNames {
  places: { names: { en: string; zh: string }[]; photos: number }[]
  cameras: { name: string; photos: number }[]
  shares: string[]
}

/**
 * What the library knows by name. It reads the whole of the narrow table (a tenth of a second for a million photos):
 * keep the answer for a while. Names that only sensitive photos have are not among them.
 */
export async function readLibraryNames(db: Queryable): Promise<LibraryNames> {
  const places = await db.execute<{ place: PlaceNames; photos: number }>(sql`
    with counted as (
      select place_id, count(*)::int as photos from photo_search s
      where s.present and not s.sensitive and place_id is not null group by place_id
    )
    select l.place, photos from counted join search_places l on l.id = place_id order by photos desc, l.id`)
  const cameras = await db.execute<{ name: string; photos: number }>(sql`
    select camera as name, count(*)::int as photos from photo_search s
    where s.present and not s.sensitive and camera is not null group by camera order by photos desc, camera`)
  const shares = await db.execute<{ name: string }>(sql`select name from shares order by name`)
  return {
    places: places.rows.map(({ place, photos }) => ({
      names: [place.city, place.region, place.country].flatMap((name) => (name ? [name] : [])),
      photos,
    })),
    cameras: cameras.rows,
    shares: shares.rows.map((row) => row.name),
  }
}

interface PlaceNames {
  country: { en: string; zh: string }
  region: { en: string; zh: string } | null
  city: { en: string; zh: string } | null
}

/** For understanding a question. */
export function knownNames({ places, cameras, shares }: LibraryNames): KnownNames {
  const names = new Map(places.flatMap((place) => place.names.map((name) => [`${name.en}\n${name.zh}`, name])))
  return { places: [...names.values()], cameras: cameras.map((camera) => camera.name), shares }
}
