import { z } from 'zod'
import { filterFields, parametersOf } from '../photos/filters.js'
import { pageSize, text } from '../schemas.js'

/** A question may be this long; its first 2,000 characters and 32 words are looked at. */
const LONGEST = 10_000

/** What is searched for: a question in words, and the filters of a list beside it. */
export const asked = { q: z.string().max(LONGEST), ...filterFields }
export const searchOrder = z
  .enum(['relevance', 'newest', 'oldest'])
  .default('relevance')
  .describe('a question without words is answered by date')
export const searchPage = { limit: pageSize(50, 200), cursor: text(1_000).optional() }

const askedQuery = z.strictObject(asked)
export type Asked = z.infer<typeof askedQuery>

/** As the search reads it. */
export function requestOf({ q, ...filters }: Asked) {
  const { sensitive, hidden } = filters
  return { question: q, sensitive, hidden, parameters: parametersOf(filters) }
}
