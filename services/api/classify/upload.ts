import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { messageOf } from '#core/errors'
import { toModelInput } from '#vision/model-input'
import { Problem } from '../problem.js'

export const LARGEST_BYTES = 50 * 1024 * 1024
/** Far above any camera; a small file can claim any size. */
const MOST_PIXELS = 256 * 1024 * 1024
const DECODABLE = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/tiff', 'image/avif'])

/** The uploaded photo as the model gets it. @throws Problem that says what is wrong with the upload */
export async function uploadedPhoto(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) {
    const got = request.headers['content-type'] ?? 'no content type'
    throw new Problem(415, `Expected multipart/form-data with the photo as "file", got ${got}.`)
  }
  const part: MultipartFile | undefined = await request.file({
    limits: { fileSize: LARGEST_BYTES, files: 1, fields: 8, fieldSize: 1_000 },
  })
  if (part?.fieldname !== 'file') {
    part?.file.resume()
    throw new Problem(
      400,
      `Expected the photo as a file field named "file", got ${part ? `"${part.fieldname}"` : 'none'}.`,
    )
  }
  const bytes = await part.toBuffer().catch((cause) => {
    throw (cause as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE' ? tooLarge() : cause
  })
  if (part.file.truncated) throw tooLarge()
  return await modelInput(bytes)
}

function tooLarge(): Problem {
  return new Problem(413, `The photo is larger than ${LARGEST_BYTES / 1024 / 1024} MB.`, { code: 'file_too_large' })
}

async function modelInput(bytes: Buffer): Promise<Buffer> {
  if (bytes.length === 0) throw new Problem(422, 'The file is empty.', { code: 'empty_file' })
  const type = (await fileTypeFromBuffer(bytes))?.mime
  if (type === 'image/heic' || type === 'image/heif') {
    throw new Problem(415, 'HEIC cannot be classified by upload; convert it to JPEG first.', { code: 'heic_upload' })
  }
  if (!type || !DECODABLE.has(type)) {
    const got = type ?? 'something else'
    throw new Problem(415, `Expected a JPEG, PNG, WebP, GIF, TIFF or AVIF image, got ${got}.`, { code: 'not_an_image' })
  }
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > MOST_PIXELS) {
      throw new Problem(422, `The image is ${width} × ${height} pixels; the most is ${MOST_PIXELS}.`, {
        code: 'too_many_pixels',
      })
    }
    return await toModelInput(bytes)
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem(422, `The image cannot be decoded: ${messageOf(cause)}`, { code: 'corrupt_image', cause })
  }
}
