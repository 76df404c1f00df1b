import { readdir, stat } from 'node:fs/promises'
import { anySignal } from '#core/any-signal'
import type { Config } from '#core/config'
import { messageOf } from '#core/errors'
import { previewPath } from '#core/preview-path'
import { say } from '#core/sentences/say'

/** A preview is some hundred kilobytes. */
const MOST_BYTES = 32 * 1024 * 1024
const PATIENCE_MS = 60_000

/** No preview can be reached now, whichever photo: wait and ask again; it says nothing about the photo. */
export class PreviewsUnavailableError extends Error {
  override readonly name = 'PreviewsUnavailableError'
}

export interface PreviewSource {
  /**
   * The preview of a photo, as the path of its file or as its bytes; null when it is lost.
   * @throws PreviewsUnavailableError with what the owner can do
   */
  read(photoId: string, signal: AbortSignal): Promise<string | Buffer | null>
}

/**
 * Previews from the data folder, and where they are not there and the owner names an api, from that: a worker on another
 * machine then needs neither the data folder nor the photos.
 */
export function previewSource(
  config: Pick<Config, 'apiUrl' | 'apiToken' | 'queues'>,
  previewsDir: string,
): PreviewSource {
  return {
    async read(photoId, signal) {
      const file = await presentFile(previewPath(previewsDir, photoId, 'preview'))
      if (file) return file
      if (config.apiUrl) {
        const either = anySignal(signal, AbortSignal.timeout(PATIENCE_MS))
        try {
          return await fetchPreview(config.apiUrl, config.apiToken, photoId, either.signal)
        } catch (error) {
          signal.throwIfAborted()
          throw error
        } finally {
          either.letGo()
        }
      }
      // What looks like a lost preview is more likely a folder that was never shared with this machine.
      if (!config.queues.includes('ingest') && (await isEmpty(previewsDir))) {
        throw new PreviewsUnavailableError(say('previews_missing', { folder: previewsDir }))
      }
      return null
    },
  }
}

/** Undefined when it is not there, or empty after a power cut. */
async function presentFile(file: string): Promise<string | undefined> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return null
  })
  return found && found.size > 0 ? file : undefined
}

async function isEmpty(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length === 0
}

async function fetchPreview(
  apiUrl: string,
  token: string | undefined,
  photoId: string,
  signal: AbortSignal,
): Promise<Buffer | null> {
  const address = `${apiUrl.replace(/\/+$/, '')}/api/v1/photos/${photoId}/preview`
  const problem = (what: string, cause?: unknown) =>
    new PreviewsUnavailableError(say('previews_unreachable', { url: apiUrl, why: what }), { cause })
  const response = await fetch(address, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
    redirect: 'error',
    signal,
  }).catch((error: Error) => {
    throw problem(`${messageOf(error.cause ?? error)}.`, error)
  })
  const type = response.headers.get('content-type') ?? 'nothing'
  if (response.status === 404 && type.startsWith('application/problem+json')) return null
  if (response.status === 401 || response.status === 403) {
    const hint = 'set ALBUMEN_API_TOKEN to a token made there for a worker'
    throw problem(`it answered ${response.status}; ${hint}.`)
  }
  if (!response.ok) throw problem(`it answered with status ${response.status}.`)
  if (type !== 'image/webp')
    throw problem(`expected a picture (image/webp), got ${type}; is this the address of Albumen?`)
  return await wholeBody(response, problem)
}

async function wholeBody(response: Response, problem: (what: string, cause?: unknown) => Error): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length
      if (size > MOST_BYTES) break
      chunks.push(chunk)
    }
  } catch (error) {
    throw problem(`${messageOf(error)}.`, error)
  }
  if (size === 0 || size > MOST_BYTES) throw problem(`expected a picture of up to ${MOST_BYTES} bytes, got ${size}.`)
  return Buffer.concat(chunks)
}
