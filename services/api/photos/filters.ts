import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { JOIN_SAID } from '#core/edits/current'
import type { SearchParameters } from '#core/search/filter'
import { endOf, isRealDate, localDate, startOf } from '#core/search/local-dates'
import { shown } from '#core/search/shown'
import type { PeopleCount } from '#core/search/understand/understood'
import { say } from '#core/sentences/say'
import { CATEGORIES, EMOTIONS } from '#vision/schema'
import { hiddenChoice, pageSize, sensitiveChoice, text } from '../schemas.js'

const date = z.string().regex(localDate, say('date_wrong')).refine(isRealDate, say('date_unreal'))

/** What photos are filtered by, in lists and in searches. */
export const filterFields = {
  category: z.enum(CATEGORIES).optional(),
  tag: text(100).optional().describe('a tag or an object, whole'),
  emotion: z.enum(EMOTIONS).optional(),
  share: text(100).optional(),
  from: date.optional().describe('taken on this local date or later'),
  to: date.optional().describe('taken on this local date or earlier; 2024 means until the end of 2024'),
  place: text(100).optional().describe('country, region or city in English or Chinese, or a country code'),
  people: z
    .string()
    .regex(/^\d{1,3}(\.\.(\d{1,3})?)?$/, say('people_wrong'))
    .optional(),
  camera: text(100).optional().describe('make, model or both, as the photo has them'),
  format: text(20).optional().describe('such as jpeg or heic'),
  favourite: z.enum(['true', 'false']).optional().describe('marked by the owner'),
  sensitive: sensitiveChoice,
  hidden: hiddenChoice,
}

export const listQuery = z.strictObject({
  ...filterFields,
  state: z.enum(['pending', 'analysed', 'failed']).optional(),
  order: z.enum(['newest', 'oldest', 'analysed']).default('newest').describe('by date taken, or by when analysed'),
  limit: pageSize(50, 500),
  cursor: text(500).optional(),
})
export type ListQuery = z.infer<typeof listQuery>
export type Filters = Omit<ListQuery, 'state' | 'order' | 'limit' | 'cursor'>

/** The filters as the search reads them. */
export function parametersOf({ sensitive: _, hidden: __, people, favourite, ...same }: Filters): SearchParameters {
  return {
    ...defined(same),
    ...(people === undefined ? {} : { people: peopleCount(people) }),
    ...(favourite === undefined ? {} : { favourite: favourite === 'true' }),
  }
}

/** 2 → 2 to 2, 2..5 → 2 to 5, 3.. → 3 or more. */
function peopleCount(range: string): PeopleCount {
  const [least, most] = range.includes('..') ? range.split('..') : [range, range]
  return { least: Number(least), most: most ? Number(most) : null }
}

function defined<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

/** The conditions of a list query on photos `p` and what is said of them, `a` (see {@link saidOf}). */
export function conditions(query: ListQuery): SQL[] {
  const found: SQL[] = [sql`p.present`, shown(query)]
  if (query.state) found.push(sql`p.state = ${query.state}`)
  if (query.category) found.push(sql`a.category = ${query.category}`)
  if (query.emotion) found.push(sql`a.emotion = ${query.emotion}`)
  if (query.tag)
    found.push(sql`exists (select 1 from unnest(a.tags || a.objects) tag where lower(tag) = lower(${query.tag}))`)
  if (query.from) found.push(sql`p.taken_local >= ${startOf(query.from)}::timestamp`)
  if (query.to) found.push(sql`p.taken_local < ${endOf(query.to)}::timestamp`)
  if (query.people) found.push(...peopleBetween(peopleCount(query.people)))
  if (query.favourite) found.push(query.favourite === 'true' ? sql`p.favourite` : sql`not p.favourite`)
  if (query.format) found.push(sql`lower(p.format) = lower(${query.format})`)
  if (query.camera) {
    found.push(sql`lower(${query.camera}) in
      (lower(p.camera_make), lower(p.camera_model), lower(concat_ws(' ', p.camera_make, p.camera_model)))`)
  }
  if (query.place) found.push(inPlace(query.place))
  if (query.share) {
    found.push(sql`exists (select 1 from files f join shares s on s.id = f.share_id
      where f.photo_id = p.id and f.state = 'present' and s.name = ${query.share})`)
  }
  return found
}

/** Whether the index of search documents knows all that is asked: only photos that were read have one. */
export function isIndexed(query: ListQuery): boolean {
  if (query.state || query.order === 'analysed') return false
  return Boolean(readsAnalysis(query) || query.place || query.camera || query.format)
}

/** Joins what is said of photos `p`, as `a`, where the conditions look at it. */
export function saidOf(query: ListQuery): SQL {
  return readsAnalysis(query) ? JOIN_SAID : sql``
}

/** Whether the conditions look at what is said. */
export function readsAnalysis(query: ListQuery): boolean {
  return Boolean(query.category || query.emotion || query.tag || query.people)
}

function peopleBetween({ least, most }: PeopleCount): SQL[] {
  return [sql`a.people >= ${least}`, ...(most === null ? [] : [sql`a.people <= ${most}`])]
}

/** A name of the place in either language, whole or its beginning; case does not matter. */
function inPlace(place: string): SQL {
  const beginning = `${place.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const names = ['country', 'region', 'city'].flatMap((level) =>
    ['en', 'zh'].map((language) => sql`lower(p.place -> ${level}::text ->> ${language}::text) like ${beginning}`),
  )
  return sql`(${sql.join([sql`lower(p.place ->> 'countryCode') = ${place.toLowerCase()}`, ...names], sql` or `)})`
}
