import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { endOf, isRealDate, localDate, startOf } from '#core/search/local-dates'
import { shown } from '#core/search/shown'
import { CATEGORIES, EMOTIONS } from '#vision/schema'
import { pageSize, sensitiveChoice, text } from '../schemas.js'

const date = z
  .string()
  .regex(localDate, 'expected a local date such as 2024, 2024-05, 2024-05-01 or 2024-05-01T12:00')
  .refine(isRealDate, 'expected a date that exists')

export const listQuery = z.strictObject({
  category: z.enum(CATEGORIES).optional(),
  tag: text(100).optional(),
  emotion: z.enum(EMOTIONS).optional(),
  share: text(100).optional(),
  from: date.optional().describe('taken on this local date or later'),
  to: date.optional().describe('taken on this local date or earlier; 2024 means until the end of 2024'),
  place: text(100).optional().describe('country, region or city in English or Chinese, or a country code'),
  people: z
    .string()
    .regex(/^\d{1,3}(\.\.(\d{1,3})?)?$/, 'expected a number of people such as 2, or a range such as 2..5 or 3..')
    .optional(),
  sensitive: sensitiveChoice,
  state: z.enum(['pending', 'analysed', 'failed']).optional(),
  order: z.enum(['newest', 'oldest', 'analysed']).default('newest').describe('by date taken, or by when analysed'),
  limit: pageSize(50, 500),
  cursor: text(500).optional(),
})
export type ListQuery = z.infer<typeof listQuery>

/** The conditions of a list query on photos `p` and their current analyses `a`. */
export function conditions(query: ListQuery): SQL[] {
  const found: SQL[] = [sql`p.present`, shown(query.sensitive)]
  if (query.state) found.push(sql`p.state = ${query.state}`)
  if (query.category) found.push(sql`a.category = ${query.category}`)
  if (query.emotion) found.push(sql`a.emotion = ${query.emotion}`)
  if (query.tag) found.push(sql`exists (select 1 from unnest(a.tags) tag where lower(tag) = lower(${query.tag}))`)
  if (query.from) found.push(sql`p.taken_local >= ${startOf(query.from)}::timestamp`)
  if (query.to) found.push(sql`p.taken_local < ${endOf(query.to)}::timestamp`)
  if (query.people) found.push(...peopleBetween(query.people))
  if (query.place) found.push(inPlace(query.place))
  if (query.share) {
    found.push(sql`exists (select 1 from files f join shares s on s.id = f.share_id
      where f.photo_id = p.id and f.state = 'present' and s.name = ${query.share})`)
  }
  return found
}

/** Whether the conditions look at the analysis. */
export function readsAnalysis(query: ListQuery): boolean {
  return Boolean(query.category || query.emotion || query.tag || query.people)
}

function peopleBetween(range: string): SQL[] {
  const [least, most] = range.includes('..') ? range.split('..') : [range, range]
  return [sql`a.people >= ${Number(least)}`, ...(most ? [sql`a.people <= ${Number(most)}`] : [])]
}

/** A name of the place in either language, whole or its beginning; case does not matter. */
function inPlace(place: string): SQL {
  const beginning = `${place.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const names = ['country', 'region', 'city'].flatMap((level) =>
    ['en', 'zh'].map((language) => sql`lower(p.place -> ${level}::text ->> ${language}::text) like ${beginning}`),
  )
  return sql`(${sql.join([sql`lower(p.place ->> 'countryCode') = ${place.toLowerCase()}`, ...names], sql` or `)})`
}
