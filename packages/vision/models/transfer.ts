import { open } from 'node:fs/promises'
import { networkError, PullError, statusError } from './pull-error.js'

export interface Transfer {
  url: string
  headers: Record<string, string>
  /** written to, from `offset` on */
  part: string
  /** bytes that are there already */
  offset: number
  /** from the hub's list; undefined for a plain link */
  size?: number | undefined
  /** The rest is sent only if the file is still this one; without, the caller must check the whole by its hash. */
  ifRange?: string | undefined
  /** how long nothing may arrive */
  stallMs: number
  signal: AbortSignal
  /** Called before the first byte is written; `offset` is 0 when the server sends the whole anew. May throw. */
  onStart(start: { offset: number; total: number | undefined; etag: string | undefined }): Promise<void>
  onBytes(received: number): void
}

/**
 * One request for a file or for the rest of one. What has arrived stays in the part file, whatever happens.
 * @throws PullError
 */
export async function transfer(options: Transfer): Promise<void> {
  const { url, offset, part, stallMs, signal } = options
  const stall = new AbortController()
  const watch = stallWatch(stallMs, stall)
  const response = await request(options, AbortSignal.any([signal, stall.signal]), watch)
  try {
    const start = startOf(response, offset, options.size)
    await options.onStart(start)
    let received = start.offset
    let head = Buffer.alloc(0)
    await writing(part, start.offset > 0, async (write) => {
      for await (const chunk of bodyOf(response, watch, signal)) {
        if (received < 4) head = checkMagic(Buffer.concat([head, chunk]))
        received += chunk.length
        if (start.total !== undefined && received > start.total) {
          throw new PullError('mismatch', `sends more than the ${start.total} bytes that it announced`, 'next')
        }
        await write(chunk)
        options.onBytes(received)
      }
    })
    if (start.total !== undefined && received < start.total) {
      throw new PullError('interrupted', `broke off after ${received} of ${start.total} bytes`, 'again')
    }
  } finally {
    watch.stop()
    stall.abort() // ends a body that nobody reads any more
  }

  function checkMagic(first: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
    if (first.length >= 4 && first.toString('latin1', 0, 4) !== 'GGUF') {
      const begin = JSON.stringify(first.toString('latin1', 0, 4))
      throw new PullError(
        'not_gguf',
        `sends something that is no GGUF file (it begins with ${begin}) for ${url}`,
        'next',
      )
    }
    return first
  }
}

async function request(options: Transfer, signal: AbortSignal, watch: StallWatch): Promise<Response> {
  const headers: Record<string, string> = { ...options.headers, 'accept-encoding': 'identity' }
  if (options.offset > 0) headers.range = `bytes=${options.offset}-`
  if (options.offset > 0 && options.ifRange) headers['if-range'] = options.ifRange
  let response: Response
  watch.waiting()
  try {
    response = await fetch(options.url, { headers, signal })
  } catch (error) {
    watch.stop()
    throw failure(error, options.signal, 'unreachable')
  }
  watch.arrived()
  if (response.ok) return response
  await response.body?.cancel()
  if (response.status === 416) throw new PullError('mismatch', 'has a file of another size than before', 'again')
  throw statusError(response)
}

/** Whether this is the file, and from where on. */
function startOf(response: Response, asked: number, size: number | undefined) {
  const { status, headers } = response
  if (/^text\/html/i.test(headers.get('content-type') ?? '')) {
    const why = 'sends a web page instead of the file; a proxy or a login page may stand in between'
    throw new PullError('not_gguf', why, 'next')
  }
  const length = numberOf(headers.get('content-length'))
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')
  const offset = status === 206 ? Number(range?.[1] ?? Number.NaN) : 0
  if (offset !== 0 && offset !== asked) {
    throw new PullError('mismatch', `sends bytes from ${range?.[1] ?? 'an unnamed place'}, asked for ${asked}`, 'next')
  }
  const announced = status === 206 ? numberOf(range?.[2]) : length
  if (size !== undefined && announced !== undefined && announced !== size) {
    const why = `announces ${announced} bytes where its list of files says ${size}`
    throw new PullError('mismatch', why, 'next')
  }
  return { offset, total: size ?? announced, etag: headers.get('etag') ?? undefined }
}

async function* bodyOf(response: Response, watch: StallWatch, signal: AbortSignal): AsyncGenerator<Buffer> {
  if (!response.body) return
  const reader = response.body.getReader()
  for (;;) {
    watch.waiting()
    const { done, value } = await reader.read().catch((error) => {
      throw failure(error, signal, 'interrupted')
    })
    watch.arrived()
    if (done) return
    yield Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  }
}

/** Chunk by chunk and not by streams, which throw away what they hold when the connection breaks. */
async function writing(
  part: string,
  append: boolean,
  work: (write: (chunk: Buffer) => Promise<void>) => Promise<void>,
) {
  try {
    const file = await open(part, append ? 'a' : 'w')
    try {
      await work((chunk) => file.appendFile(chunk))
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof PullError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      const message = `The disk is full: ${part} could not grow. Free some space and run this again.`
      throw new PullError('no_space', message, 'stop', { cause: error })
    }
    throw new PullError('disk', `${part} could not be written (${code ?? String(error)}).`, 'stop', { cause: error })
  }
}

interface StallWatch {
  waiting(): void
  arrived(): void
  stop(): void
}

/** Counts only the time in which the network is waited for, not that in which a slow disk is. */
function stallWatch(stallMs: number, controller: AbortController): StallWatch {
  let timer: NodeJS.Timeout | undefined
  const stop = () => clearTimeout(timer)
  return {
    stop,
    arrived: stop,
    waiting() {
      stop()
      const seconds = Math.round(stallMs / 100) / 10
      const stalled = new PullError('stalled', `sent nothing for ${seconds} seconds`, 'again')
      timer = setTimeout(() => controller.abort(stalled), stallMs)
    },
  }
}

function failure(error: unknown, signal: AbortSignal, code: 'unreachable' | 'interrupted'): PullError {
  if (signal.aborted) return cancelled()
  return error instanceof PullError ? error : networkError(error, code, 'again')
}

export function cancelled(): PullError {
  return new PullError('cancelled', 'Stopped. What has arrived is kept; the same command goes on from there.', 'stop')
}

function numberOf(text: string | null | undefined): number | undefined {
  return text && /^\d+$/.test(text) ? Number(text) : undefined
}
