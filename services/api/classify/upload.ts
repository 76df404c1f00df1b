import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { PermanentError } from '#core/errors'
import { say } from '#core/sentences/say'
import type { Decoders } from '#photo/open-photo'
import { pictureOf } from '#photo/picture-of'
import { toModelInput } from '#vision/model-input'
import { Problem } from '../problem.js'

const LARGEST_BYTES = 50 * 1024 * 1024

/**
 * The uploaded photo as the model gets it. It lies in a temporary folder meanwhile, and is decoded like any photo of a
 * share: what can be ingested can be classified.
 * @throws Problem that says what is wrong with the upload
 */
export async function uploadedPhoto(request: FastifyRequest, decoders: Decoders): Promise<Buffer> {
  if (!request.isMultipart()) {
    const got = request.headers['content-type'] ?? 'no content type'
    throw new Problem(415, `Expected multipart/form-data with the photo as "file", got ${got}.`)
  }
  const part = await request.file({ limits: { fileSize: LARGEST_BYTES, files: 1, fields: 8, fieldSize: 1_000 } })
  if (part?.fieldname !== 'file') {
    part?.file.resume()
    throw new Problem(
      400,
      `Expected the photo as a file field named "file", got ${part ? `"${part.fieldname}"` : 'none'}.`,
    )
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'albumen-upload-'))
  try {
    const file = path.join(folder, 'photo')
    await pipeline(part.file, createWriteStream(file))
    if (part.file.truncated) {
      const most = `${LARGEST_BYTES / 1024 / 1024} MB`
      throw new Problem(413, say('upload_large', { most }), { code: 'file_too_large' })
    }
    return await toModelInput(await pictureOf(file, decoders, path.basename(part.filename || 'photo')))
  } catch (error) {
    throw error instanceof PermanentError ? refused(error) : error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function refused(cause: PermanentError): Problem {
  return new Problem(cause.code === 'not_an_image' ? 415 : 422, cause.message, { code: cause.code, cause })
}
