import { open } from 'node:fs/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type PreviewKind, previewPath } from '#core/preview-path'
import { Problem } from '../problem.js'

/** Sends a preview that ingest wrote. It is made of the photo's content alone, so that browsers may keep it for ever. */
export async function sendPreview(
  previewsDir: string,
  id: string,
  kind: PreviewKind,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const file = await open(previewPath(previewsDir, id, kind)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  const { size, mtimeMs } = (await file?.stat()) ?? { size: 0, mtimeMs: 0 }
  // An empty one was left by a power cut: no browser may keep that for ever.
  if (!file || size === 0) {
    await file?.close()
    throw new Problem(404, `There is no ${kind} of photo ${id} (yet).`, { code: 'no_preview' })
  }
  const tag = `"${id.slice(0, 16)}-${kind}-${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`
  reply.headers({ etag: tag, 'cache-control': 'private, max-age=31536000, immutable' })
  if (request.headers['if-none-match'] === tag) {
    await file.close()
    return reply.code(304).send()
  }
  reply.headers({ 'content-type': 'image/webp', 'content-length': size })
  return reply.send(file.createReadStream())
}
