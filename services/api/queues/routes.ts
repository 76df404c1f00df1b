import { z } from 'zod'
import type { Api, ApiDeps } from '../deps.js'
import { problems } from '../schemas.js'

export function queueRoutes(api: Api, { queues }: ApiDeps): void {
  const params = z.object({ name: z.enum(['ingest', 'analyse', 'embed', 'deliver']) })
  const answer = z.object({ name: z.string(), paused: z.boolean() })
  for (const verb of ['pause', 'resume'] as const) {
    api.post(
      `/queues/:name/${verb}`,
      {
        config: { scope: 'write' },
        schema: {
          ...{
            tags: ['queues'],
            summary: `${verb === 'pause' ? 'Finish what is begun and take nothing new' : 'Go on'}`,
          },
          ...{ params, response: { 200: answer, ...problems(400) } },
        },
      },
      async (request) => {
        const { name } = request.params
        await queues[name][verb]()
        return { name, paused: verb === 'pause' }
      },
    )
  }
}
