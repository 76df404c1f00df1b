import type { Api } from '../deps.js'
import { seesPaths } from '../guard/conceal.js'
import { type StatusReader, statusSchema } from './status.js'
import { withoutPaths } from './without-paths.js'

export function statusRoutes(api: Api, status: StatusReader): void {
  api.get(
    '/status',
    {
      config: { scope: 'read' },
      schema: {
        tags: ['status'],
        summary: 'The state of everything, once a second if you like',
        response: { 200: statusSchema },
      },
    },
    async (request) => (seesPaths(request) ? await status.read() : withoutPaths(await status.read())),
  )
}
