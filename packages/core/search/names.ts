import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/connect.js'
import { shownRows } from './shown.js'
import type { KnownNames } from './understand/understood.js'

/** Places and cameras of photos that are shown without being asked for, the commonest first, and all shares. */
export interface LibraryNames {
  places: { names: { en: string; zh: string }[]; photos: number }[]
  cameras: { name: string; photos: number }[]
  shares: string[]
}

/**
 * What the library knows by name. It reads the whole of the narrow table (a tenth of a second for a million photos):
 * keep the answer for a while. Names that only private or hidden photos have are not among them.
 */
export async function readLibraryNames(db: Queryable): Promise<LibraryNames> {
  const counted = await db.execute<{ place: PlaceNames | null; camera: string | null; photos: number }>(sql`
    with counted as (
      select place_id, camera, count(*)::int as photos from photo_search s
      where ${shownRows({})} group by grouping sets ((place_id), (camera))
    )
    select l.place, camera, photos from counted left join search_places l on l.id = place_id
    where l.id is not null or camera is not null order by photos desc, camera, l.id`)
  const shares = await db.execute<{ name: string }>(sql`select name from shares order by name`)
  return {
    places: counted.rows.flatMap(({ place, photos }) =>
      place
        ? [{ names: [place.city, place.region, place.country].flatMap((name) => (name ? [name] : [])), photos }]
        : [],
    ),
    cameras: counted.rows.flatMap(({ camera, photos }) => (camera ? [{ name: camera, photos }] : [])),
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
