import { z } from 'zod'
import type { Api, ApiDeps } from '../deps.js'
import { listQuery } from '../photos/filters.js'
import { pageSize, problems } from '../schemas.js'
import { countMonths, photosOfMonths } from './store.js'

const filters = listQuery.omit({ order: true, limit: true, cursor: true })

const MONTHS = /^(\d{4}-(0[1-9]|1[0-2])(\.\.\d{4}-(0[1-9]|1[0-2]))?|undated)$/

const gridPhoto = z
  .object({
    id: z.string(),
    state: z.enum(['pending', 'analysed', 'failed']),
    takenAt: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    colour: z.string().nullable(),
    favourite: z.boolean(),
    hidden: z.boolean(),
    private: z.boolean().describe('by an analysis or by the owner'),
    description: z.string().nullable(),
  })
  .meta({ id: 'GridPhoto' })

/** For a view that knows the length of the whole library and loads the part in sight. */
export function timelineRoutes(api: Api, { connection: { db } }: ApiDeps): void {
  api.get(
    '/timeline',
    {
      config: { scope: 'read' },
      schema: {
        ...{ tags: ['photos'], summary: 'How many photos each month has, the newest first' },
        querystring: filters,
        response: {
          200: z.object({
            total: z.int(),
            months: z.array(
              z.object({ month: z.string().nullable().describe('2024-05; null: undated'), count: z.int() }),
            ),
          }),
          ...problems(400),
        },
      },
    },
    async (request) => {
      const months = await countMonths(db, request.query)
      return { total: months.reduce((sum, { count }) => sum + count, 0), months }
    },
  )

  api.get(
    '/timeline/photos',
    {
      config: { scope: 'read' },
      schema: {
        ...{ tags: ['photos'], summary: 'Photos of some months, as much of each as a grid needs' },
        querystring: filters.extend({
          months: z
            .string()
            .regex(MONTHS, 'expected a month such as 2024-05, months such as 2024-03..2024-06, or "undated"')
            .refine((months) => !/(^|\.)0000/.test(months), 'expected a year from 0001 on'),
          offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
          limit: pageSize(500, 1_000),
        }),
        response: { 200: z.object({ items: z.array(gridPhoto) }), ...problems(400) },
      },
    },
    async (request) => {
      const { months, offset, limit, ...rest } = request.query
      return { items: await photosOfMonths(db, { months, offset, limit }, rest) }
    },
  )
}
