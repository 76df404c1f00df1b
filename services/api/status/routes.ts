import type { Api } from '../deps.js'
import { type StatusReader, statusSchema } from './status.js'

export function statusRoutes(api: Api, status: StatusReader): void {
  api.get(
    '/status',
    {
      schema: {
        tags: ['status'],
        summary: 'The state of everything, once a second if you like',
        response: { 200: statusSchema },
      },
    },
    () => status.read(),
  )
}
