import { open } from 'node:fs/promises'
import { say } from '#core/sentences/say'
import { networkError, PullError, statusError } from './pull-error.js'

export interface Transfer {
  /** from where, for people */
  source: string
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
  const { source, url, part, stallMs, signal } = options
  const stall = new AbortController()
  const watch = stallWatch(source, stallMs, stall)
  const response = await request(options, AbortSignal.any([signal, stall.signal]), watch)
  try {
    const start = startOf(response, options)
    await options.onStart(start)
    let received = start.offset
    let head = Buffer.alloc(0)
    await writing(part, start.offset > 0, async (write) => {
      for await (const chunk of bodyOf(response, watch, options)) {
        if (received < 4) head = checkMagic(Buffer.concat([head, chunk]))
        received += chunk.length
        if (start.total !== undefined && received > start.total) {
          throw new PullError('mismatch', say('source_sends_more', { source, total: start.total }), 'next')
        }
        await write(chunk)
        options.onBytes(received)
      }
    })
    if (start.total !== undefined && received < start.total) {
      const message = say('source_broke_after', { source, bytes: received, total: start.total })
      throw new PullError('interrupted', message, 'again')
    }
  } finally {
    watch.stop()
    stall.abort() // ends a body that nobody reads any more
  }

  function checkMagic(first: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
    if (first.length >= 4 && first.toString('latin1', 0, 4) !== 'GGUF') {
      const beginning = JSON.stringify(first.toString('latin1', 0, 4))
      throw new PullError('not_gguf', say('source_sends_no_gguf', { source, beginning, url }), 'next')
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
    throw failure(error, options, 'unreachable')
  }
  watch.arrived()
  if (response.ok) return response
  await response.body?.cancel()
  if (response.status === 416)
    throw new PullError('mismatch', say('source_other_size', { source: options.source }), 'again')
  throw statusError(options.source, response)
}

/** Whether this is the file, and from where on. */
function startOf(response: Response, { source, offset: asked, size }: Transfer) {
  const { status, headers } = response
  if (/^text\/html/i.test(headers.get('content-type') ?? '')) {
    throw new PullError('not_gguf', say('source_web_page', { source }), 'next')
  }
  const length = numberOf(headers.get('content-length'))
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')
  const offset = status === 206 ? Number(range?.[1] ?? Number.NaN) : 0
  if (offset !== 0 && offset !== asked) {
    const from = range?.[1] ?? '?'
    throw new PullError('mismatch', say('source_other_place', { source, from, asked }), 'next')
  }
  const announced = status === 206 ? numberOf(range?.[2]) : length
  if (size !== undefined && announced !== undefined && announced !== size) {
    throw new PullError('mismatch', say('source_announces', { source, bytes: announced, total: size }), 'next')
  }
  return { offset, total: size ?? announced, etag: headers.get('etag') ?? undefined }
}

async function* bodyOf(response: Response, watch: StallWatch, options: Transfer): AsyncGenerator<Buffer> {
  if (!response.body) return
  const reader = response.body.getReader()
  for (;;) {
    watch.waiting()
    const { done, value } = await reader.read().catch((error) => {
      throw failure(error, options, 'interrupted')
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
      throw new PullError('no_space', say('download_disk_full', { file: part }), 'stop', { cause: error })
    }
    const message = say('download_not_written', { file: part, error: code ?? String(error) })
    throw new PullError('disk', message, 'stop', { cause: error })
  }
}

interface StallWatch {
  waiting(): void
  arrived(): void
  stop(): void
}

/** Counts only the time in which the network is waited for, not that in which a slow disk is. */
function stallWatch(source: string, stallMs: number, controller: AbortController): StallWatch {
  let timer: NodeJS.Timeout | undefined
  const stop = () => clearTimeout(timer)
  return {
    stop,
    arrived: stop,
    waiting() {
      stop()
      const seconds = Math.round(stallMs / 100) / 10
      const stalled = new PullError('stalled', say('source_silent', { source, seconds }), 'again')
      timer = setTimeout(() => controller.abort(stalled), stallMs)
    },
  }
}

function failure(error: unknown, { source, signal }: Transfer, code: 'unreachable' | 'interrupted'): PullError {
  if (signal.aborted) return cancelled()
  return error instanceof PullError ? error : networkError(source, error, code, 'again')
}

export function cancelled(): PullError {
  return new PullError('cancelled', say('download_stopped'), 'stop')
}

function numberOf(text: string | null | undefined): number | undefined {
  return text && /^\d+$/.test(text) ? Number(text) : undefined
}
