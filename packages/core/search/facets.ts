import { sql } from 'drizzle-orm'
import type { Database, Queryable } from '../database/connect.js'
import { atStrictest, levelQuery } from './levels.js'
import { anyMark, MANY_PEOPLE, mark } from './marks.js'
import { estimate, rowsWanted, timeMark, type Wanted } from './matches.js'
import { type PlanDeps, type Planned, planSearch, type SearchAsked } from './plan.js'
import { inSearchTransaction } from './search-transaction.js'
import { isLarge } from './shape.js'

export interface FacetCount {
  value: string
  count: number
}

export interface PlaceCount extends FacetCount {
  level: 'country' | 'region' | 'city'
  name: { en: string; zh: string }
}

export interface Facets {
  photos: number
  /** false when only some of many photos were counted, and all counts were multiplied */
  exact: boolean
  category: FacetCount[]
  emotion: FacetCount[]
  /** 2024 */
  year: FacetCount[]
  /** 2024-05 */
  month: FacetCount[]
  place: PlaceCount[]
  /** 0 to 10; 10 stands for 10 or more */
  people: FacetCount[]
  camera: FacetCount[]
  share: FacetCount[]
  favourite: FacetCount[]
}

/** Fewer photos than about these are counted all. */
const COUNTED_WHOLE = 12_000
/** So many of more photos are counted, and multiplied. */
const ENOUGH = 6_000
/** Each photo has one of these, whichever at random. */
const SIXTEENTHS = [...'0123456789abcdef'].map(mark.sample)
const PARTS_OF_256 = Array.from({ length: 256 }, (_, n) => mark.sample(n.toString(16).padStart(2, '0')))
/** From here on, a few parts of 256 have enough. */
const WIDE = 250_000
/** Every photo has one of these: without a mark the index could not be asked. */
const EVERYTHING = anyMark(SIXTEENTHS)
/** Values of one kind that are worth a line. */
const LISTED = 100

/** How the photos that a question asks for divide up, by the same words and conditions as the search. */
export async function searchFacets(
  db: Database,
  asked: SearchAsked,
  deps: PlanDeps,
): Promise<Facets & { plan: Planned }> {
  const plan = await planSearch(db, asked, deps)
  const found = await inSearchTransaction(db, async (tx) => {
    if (plan.empty) return undefined
    const strictest = await atStrictest(tx, plan, async (level) => {
      const counted = await count(tx, {
        ...plan.conditions,
        marks: [...plan.conditions.marks, ...levelQuery(plan, level)],
      })
      return counted.rows.some((row) => row.facet === 'photos' && row.count > 0) ? counted : undefined
    })
    return strictest?.found
  })
  return { plan, ...facetsOf(found?.rows ?? [], found?.scale ?? 1) }
}

interface Row {
  facet: string
  value: string | null
  count: number
  place: PlaceNames | null
}

type Name = { en: string; zh: string }
interface PlaceNames {
  country: Name
  region: Name | null
  city: Name | null
}

/** All of them when they are few, else some of them: the id decides, which is random. */
async function count(tx: Queryable, wanted: Wanted): Promise<{ rows: Row[]; scale: number }> {
  const about = isLarge(wanted.shape) ? await estimate(tx, wanted, wanted.shape.photos) : 0
  if (about < COUNTED_WHOLE) return { rows: await group(tx, wanted, undefined), scale: 1 }
  // Many marks at once cost the index more than many photos.
  const samples = about < WIDE ? SIXTEENTHS : PARTS_OF_256
  const some = Math.ceil((samples.length * ENOUGH) / about)
  return { rows: await group(tx, wanted, anyMark(samples.slice(0, some))), scale: samples.length / some }
}

async function group(tx: Queryable, wanted: Wanted, sample: string | undefined): Promise<Row[]> {
  const time = await timeMark(tx, wanted)
  const { rows } = await tx.execute<Row & Record<string, unknown>>(sql`
    with found as materialized (
      select s.category, s.emotion, least(s.people, ${MANY_PEOPLE}::int)::text as people, s.place_id, s.camera, s.shares,
        s.favourite::text as favourite, to_char(s.taken_local, 'YYYY-MM') as month
      from photo_search s where ${rowsWanted(wanted, sample, time, wanted.marks.length > 0 ? undefined : EVERYTHING)}
    ), counted (facet, value, count, place_id) as (
      select 'photos', null, count(*), null::int from found
      union all select 'category', category, count(*), null from found group by category
      union all select 'emotion', emotion, count(*), null from found group by emotion
      union all select 'people', people, count(*), null from found group by people
      union all select 'camera', camera, count(*), null from found group by camera
      union all select 'favourite', favourite, count(*), null from found group by favourite
      union all select 'month', month, count(*), null from found group by month
      union all select 'place', null, count(*), place_id from found where place_id is not null group by place_id
      union all select 'share', h.name, c.count, null
        from (select unnest(shares) as id, count(*) from found group by 1) c join shares h on h.id = c.id
    )
    select facet, value, count::int, l.place from counted left join search_places l on l.id = place_id`)
  return rows
}

function facetsOf(rows: Row[], scale: number): Facets {
  const of = (facet: string): FacetCount[] =>
    rows.flatMap((row) =>
      row.facet === facet && row.value !== null ? [{ value: row.value, count: Math.round(row.count * scale) }] : [],
    )
  const commonest = (facet: string) =>
    of(facet)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, LISTED)
  const month = of('month').sort((a, b) => (a.value > b.value ? -1 : 1))
  return {
    photos: Math.round((rows.find((row) => row.facet === 'photos')?.count ?? 0) * scale),
    exact: scale === 1,
    category: commonest('category'),
    emotion: commonest('emotion'),
    year: years(month),
    month,
    place: places(rows, scale),
    people: of('people').sort((a, b) => Number(a.value) - Number(b.value)),
    camera: commonest('camera'),
    share: commonest('share'),
    favourite: commonest('favourite'),
  }
}

function years(months: FacetCount[]): FacetCount[] {
  const found = new Map<string, number>()
  for (const { value, count } of months) found.set(value.slice(0, 4), (found.get(value.slice(0, 4)) ?? 0) + count)
  return [...found].map(([value, count]) => ({ value, count }))
}

function places(rows: Row[], scale: number): PlaceCount[] {
  const found = new Map<string, PlaceCount>()
  for (const { place, count } of rows) {
    for (const level of ['country', 'region', 'city'] as const) {
      const name = place?.[level]
      if (!name) continue
      const key = `${level} ${name.en}`
      const known = found.get(key) ?? { level, value: name.en, name, count: 0 }
      found.set(key, { ...known, count: known.count + Math.round(count * scale) })
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, LISTED)
}
