import { z } from 'zod'
import type { Api } from '../deps.js'
import { pageSize, problems } from '../schemas.js'
import type { Searcher } from '../search/searcher.js'

const suggestion = z.object({
  kind: z.enum(['place', 'camera', 'share', 'label', 'category', 'saved']).describe('label: a tag or an object'),
  text: z.string(),
  question: z.string().describe('the whole question with it'),
})

export function suggestionRoutes(api: Api, searcher: Searcher): void {
  api.get(
    '/suggestions',
    {
      config: { scope: 'read' },
      schema: {
        tags: ['search'],
        summary: 'How a question that is being typed may go on',
        querystring: z.strictObject({ q: z.string().max(1_000), limit: pageSize(8, 30) }),
        response: { 200: z.object({ items: z.array(suggestion) }), ...problems(400) },
      },
    },
    async (request) => ({ items: await searcher.suggest(request.query.q.toWellFormed(), request.query.limit) }),
  )
}
