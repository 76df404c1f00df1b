import { z } from 'zod'
import type { Api, ApiDeps } from '../deps.js'
import { photoId, problems } from '../schemas.js'
import { sendOriginal } from './original.js'
import { sendPreview } from './preview.js'

export function imageRoutes(api: Api, { connection: { db }, previewsDir }: ApiDeps): void {
  const params = z.object({ id: photoId })
  const schema = (summary: string, type: string) => ({
    ...{ tags: ['photos'], summary, params },
    response: { 200: { content: { [type]: { schema: z.any() } } }, ...problems(400, 404) },
  })

  api.get(
    '/photos/:id/thumb',
    {
      config: { scope: 'read', tokenInAddress: true },
      schema: schema('At most 320 pixels on the longer side', 'image/webp'),
    },
    async (request, reply) => sendPreview(previewsDir, request.params.id, 'thumb', request, reply),
  )
  api.get(
    '/photos/:id/preview',
    {
      config: { scope: ['read', 'worker'], tokenInAddress: true },
      schema: schema('At most 1440 pixels on the longer side', 'image/webp'),
    },
    async (request, reply) => sendPreview(previewsDir, request.params.id, 'preview', request, reply),
  )
  api.get(
    '/photos/:id/original',
    {
      config: { scope: ['originals', 'worker'], tokenInAddress: true },
      schema: schema('The photo as it lies on a share; ranges are served', 'application/octet-stream'),
    },
    async (request, reply) => sendOriginal(db, request.params.id, request, reply),
  )
}
