import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { ExifTool } from 'exiftool-vendored'
import { messageOf, PermanentError } from '#core/errors'
import { say } from '#core/sentences/say'

export interface RawPhoto {
  /** As exiftool -n names and writes them. */
  tags: Record<string, unknown>
  /** The largest picture that the camera has put into the file, a JPEG. */
  preview: Buffer
}

export interface RawReader {
  /**
   * Tags and embedded preview of a RAW photo.
   *
   * Errors: PermanentError `raw_needs_exiftool` where ExifTool or perl is missing, `raw_without_preview`,
   * `corrupt_image`; those of the file system as they come.
   */
  read(path: string, signal?: AbortSignal): Promise<RawPhoto>
  close(): Promise<void>
}

const previewTag = /^(JpgFromRaw2?|PreviewImage|OtherImage|BigImage|FullSizeImage|ThumbnailImage)$/
const run = promisify(execFile)

/**
 * Reads RAW photos with ExifTool (the optional package exiftool-vendored), in one process that is started on demand.
 */
export function createRawReader(options: { timeoutMs?: number; idleMs?: number } = {}): RawReader {
  const { timeoutMs = 60_000, idleMs = 30_000 } = options
  let starting: Promise<ExifTool> | null = null
  let idle: NodeJS.Timeout | null = null
  let reading = 0

  async function stop(): Promise<void> {
    if (idle) clearTimeout(idle)
    idle = null
    const running = starting
    starting = null
    const exiftool = await running?.catch(() => null)
    await exiftool?.end()
  }

  async function withExiftool<T>(use: (exiftool: ExifTool) => Promise<T>): Promise<T> {
    if (idle) clearTimeout(idle)
    reading++
    try {
      starting ??= startExiftool(timeoutMs)
      const exiftool = await starting.catch((error: unknown) => {
        // Perl may be installed while we run.
        starting = null
        throw error
      })
      return await use(exiftool)
    } finally {
      reading--
      if (reading === 0) {
        idle = setTimeout(() => void stop(), idleMs)
        idle.unref()
      }
    }
  }

  return {
    read(path, signal) {
      return withExiftool(async (exiftool) => {
        signal?.throwIfAborted()
        try {
          const tags = (await exiftool.readRaw(path, { readArgs: ['-n', '-fast'] })) as Record<string, unknown>
          signal?.throwIfAborted()
          const name = largestPreview(tags)
          if (name === null) throw noPreview()
          return { tags, preview: await exiftool.extractBinaryTagToBuffer(name, path) }
        } catch (error) {
          if (error instanceof PermanentError || signal?.aborted) throw error
          // A share that went away is no fault of the photo.
          await stat(path)
          throw new PermanentError('corrupt_image', say('raw_damaged'), { cause: error })
        }
      })
    },
    close: stop,
  }
}

async function startExiftool(taskTimeoutMillis: number): Promise<ExifTool> {
  try {
    if (process.platform !== 'win32') await run('perl', ['-e', '1'])
    const { ExifTool } = await import('exiftool-vendored')
    const exiftool = new ExifTool({ maxProcs: 1, taskTimeoutMillis, taskRetries: 0 })
    await exiftool.version()
    return exiftool
  } catch (cause) {
    const missing = messageOf(cause).includes('perl') ? say('raw_needs_perl') : say('raw_needs_exiftool')
    throw new PermanentError('raw_needs_exiftool', missing, { cause })
  }
}

/** The name of the tag with the largest embedded picture: exiftool shows it as "(Binary data 1234 bytes, …". */
function largestPreview(tags: Record<string, unknown>): string | null {
  let largest: { name: string; bytes: number } | null = null
  for (const [name, value] of Object.entries(tags)) {
    if (!previewTag.test(name)) continue
    const bytes = Number(/^\(Binary data (\d+) bytes/.exec(String(value))?.[1] ?? 0)
    if (bytes > (largest?.bytes ?? 0)) largest = { name, bytes }
  }
  return largest?.name ?? null
}

function noPreview(): PermanentError {
  return new PermanentError('raw_without_preview', say('raw_without_preview'))
}
