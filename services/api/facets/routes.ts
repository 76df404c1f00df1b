import { z } from 'zod'
import type { Api } from '../deps.js'
import { problems } from '../schemas.js'
import { asked, requestOf } from '../search/query.js'
import type { Searcher } from '../search/searcher.js'
import { understoodView, viewOf } from '../search/understood-view.js'

const counts = z.array(z.object({ value: z.string(), count: z.int() }))
const facets = z
  .object({
    photos: z.int().describe('photos that are counted here'),
    exact: z.boolean().describe('false when only some of many photos were counted: the counts are estimates then'),
    understood: understoodView,
    category: counts,
    emotion: counts,
    year: counts,
    month: counts.describe('such as 2024-05'),
    place: z.array(
      z.object({
        value: z.string(),
        count: z.int(),
        level: z.enum(['country', 'region', 'city']),
        name: z.object({ en: z.string(), zh: z.string() }),
      }),
    ),
    people: counts.describe('10 stands for 10 or more'),
    camera: counts,
    share: counts,
    favourite: counts,
  })
  .meta({ id: 'Facets' })

export function facetRoutes(api: Api, searcher: Searcher): void {
  api.get(
    '/facets',
    {
      config: { scope: 'read' },
      schema: {
        tags: ['search'],
        summary: 'How the photos that a search finds by words and filters divide up; without a question, all photos',
        querystring: z.strictObject({ ...asked, q: asked.q.default('') }),
        response: { 200: facets, ...problems(400) },
      },
    },
    async (request) => {
      const { plan, ...found } = await searcher.facets(requestOf(request.query))
      return { ...found, understood: viewOf(plan.understood) }
    },
  )
}
