import { Worker } from 'node:worker_threads'
import { PermanentError } from '#core/errors'
import { programFile } from '#core/program-file'
import { say } from '#core/sentences/say'
import type { HeicReply, HeicRequest } from './heic-thread.js'

export interface HeicDecoder {
  /**
   * Decodes HEIC or HEIF to RGBA pixels, already upright (the container's rotation is applied; EXIF's does not count).
   *
   * Errors: PermanentError `heic_failed` (damaged, or longer than the time-out), `too_large`.
   */
  decode(content: Uint8Array, maxPixels: number, signal?: AbortSignal): Promise<DecodedHeic>
  /** Ends all threads; what still runs is rejected. */
  close(): Promise<void>
}

export interface DecodedHeic {
  width: number
  height: number
  rgba: Uint8Array
}

export interface HeicDecoderOptions {
  /** Each may take some 500 MB for a photo of 12 megapixels. */
  threads?: number
  timeoutMs?: number
  /** A thread with nothing to do for so long is ended, which gives its memory back. */
  idleMs?: number
}

interface Job {
  request: HeicRequest
  signal: AbortSignal | undefined
  resolve(decoded: DecodedHeic): void
  reject(error: unknown): void
}

interface Thread {
  worker: Worker
  job: Job | null
  timer: NodeJS.Timeout | null
}

/** Decodes HEIC in threads that are started on demand. */
export function createHeicDecoder(options: HeicDecoderOptions = {}): HeicDecoder {
  const { threads: maxThreads = 1, timeoutMs = 60_000, idleMs = 15_000 } = options
  const script = programFile('packages/photo/heic/heic-thread.js')
  const waiting: Job[] = []
  const threads = new Set<Thread>()
  let closed = false

  function startThread(): Thread {
    const thread: Thread = { worker: new Worker(script), job: null, timer: null }
    threads.add(thread)
    thread.worker.on('message', (reply: HeicReply) => {
      const job = release(thread)
      if (job) settle(job, reply)
      runNext(thread)
    })
    thread.worker.on('error', (cause) => fail(thread, threadError(cause)))
    thread.worker.on('exit', () => fail(thread, new Error('The HEIC decoder thread ended while it decoded a photo')))
    return thread
  }

  /** Takes the job and its timers off a thread. */
  function release(thread: Thread): Job | null {
    const { job } = thread
    if (thread.timer) clearTimeout(thread.timer)
    thread.timer = null
    thread.job = null
    return job
  }

  /** The thread is of no more use: its job fails, and the next one gets a fresh thread. */
  function fail(thread: Thread, error: unknown): void {
    if (!threads.delete(thread)) return
    release(thread)?.reject(error)
    void thread.worker.terminate()
    const [next] = waiting
    if (next && !closed && threads.size < maxThreads) runNext(startThread())
  }

  function runNext(thread: Thread): void {
    const job = waiting.shift()
    if (!job) {
      thread.worker.unref()
      thread.timer = setTimeout(() => fail(thread, null), idleMs)
      thread.timer.unref()
      return
    }
    thread.job = job
    thread.worker.ref()
    const message = say('heic_slow', { seconds: timeoutMs / 1000 })
    thread.timer = setTimeout(() => fail(thread, new PermanentError('heic_failed', message)), timeoutMs)
    thread.worker.postMessage(job.request, [job.request.content.buffer as ArrayBuffer])
  }

  function enqueue(job: Job): void {
    waiting.push(job)
    const idle = [...threads].find((thread) => thread.job === null)
    if (idle) {
      release(idle)
      runNext(idle)
    } else if (threads.size < maxThreads) runNext(startThread())
  }

  function abandon(job: Job, reason: unknown): void {
    const thread = [...threads].find((each) => each.job === job)
    if (thread) fail(thread, reason)
    else if (waiting.includes(job)) {
      waiting.splice(waiting.indexOf(job), 1)
      job.reject(reason)
    }
  }

  return {
    decode(content, maxPixels, signal) {
      return new Promise<DecodedHeic>((resolve, reject) => {
        if (closed) return reject(new Error('The HEIC decoder is closed'))
        if (signal?.aborted) return reject(signal.reason)
        // A copy, since it is handed over to the thread; a plain one, since a Buffer may share its memory.
        const request = { content: Uint8Array.from(content), maxPixels }
        const onAbort = () => abandon(job, signal?.reason)
        const done = () => signal?.removeEventListener('abort', onAbort)
        const job: Job = {
          request,
          signal,
          resolve(decoded) {
            done()
            resolve(decoded)
          },
          reject(error) {
            done()
            reject(error)
          },
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        enqueue(job)
      })
    },
    async close() {
      closed = true
      const error = new Error('The HEIC decoder is closed')
      for (const job of waiting.splice(0)) job.reject(error)
      const ending = [...threads].map((thread) => {
        fail(thread, error)
        return thread.worker.terminate()
      })
      await Promise.all(ending)
    },
  }
}

function settle(job: Job, reply: HeicReply): void {
  if (reply.kind === 'decoded') {
    job.resolve(reply)
  } else if (reply.kind === 'too_large') {
    const { width, height } = reply
    const most = Math.round(job.request.maxPixels / 1_000_000)
    const message = say('heic_pixels', { width, height, most })
    job.reject(new PermanentError('too_large', message))
  } else {
    const cause = new Error(reply.message)
    job.reject(new PermanentError('heic_failed', say('heic_damaged'), { cause }))
  }
}

/** A thread that ran out of memory says nothing about the photo: try again later. A crash of the decoder does. */
function threadError(cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ERR_WORKER_OUT_OF_MEMORY' || code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') {
    return new Error('The HEIC decoder could not run', { cause })
  }
  return new PermanentError('heic_failed', say('heic_crashed'), { cause })
}
