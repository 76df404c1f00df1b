import { mkdir, open, rename } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from '#core/sentences/say'
import { requireSpace } from './disk-space.js'
import { type GgufKind, ggufProblem } from './gguf-file.js'
import { hashFile } from './hash-file.js'
import { partPath, removePart, removePartState, sizeOf, usablePart, writePartState } from './part-file.js'
import { type ProgressListener, progressMeter } from './progress.js'
import { PullError } from './pull-error.js'
import { lockPull } from './pull-lock.js'
import { type PullRecord, writePullRecord } from './pull-record.js'
import { cancelled, transfer } from './transfer.js'

/** A place that may have the file. */
export interface Source {
  /** for people */
  name: string
  /** Where exactly, and what it should be. @throws PullError */
  find(signal: AbortSignal): Promise<Offer>
  /** Called when what it sent was not what it had announced, so that the next `find` asks again. */
  forget?(): void
}

export interface Offer {
  url: string
  headers: Record<string, string>
  size?: number | undefined
  sha256?: string | undefined
}

export interface Patience {
  /** requests in a row that bring nothing before the next source is asked */
  attempts: number
  /** before the second request; doubles up to half a minute */
  backOffMs: number
  /** how long nothing may arrive */
  stallMs: number
}

export interface Download {
  /** where it shall lie */
  file: string
  kind: GgufKind
  /** in the order in which they are asked */
  sources: Source[]
  patience?: Partial<Patience>
  signal?: AbortSignal
  onProgress?: ProgressListener
}

const PATIENCE: Patience = { attempts: 5, backOffMs: 1_000, stallMs: 60_000 }
const LONGEST_BACK_OFF_MS = 30_000
/** A server that wants us to wait longer than this is given up for another one. */
const LONGEST_RETRY_AFTER_MS = 120_000

/**
 * Downloads one GGUF: goes on with what is there, asks one source after the other, checks size, hash and header, and
 * only then gives the file its name and writes the record beside it.
 * @throws PullError with a sentence for the owner
 */
export async function download(options: Download): Promise<PullRecord> {
  const signal = options.signal ?? new AbortController().signal
  await mkdir(path.dirname(options.file), { recursive: true })
  const unlock = await lockPull(options.file)
  try {
    return await fromFirstSource(options, signal)
  } finally {
    await unlock()
  }
}

async function fromFirstSource(options: Download, signal: AbortSignal): Promise<PullRecord> {
  const failures: PullError[] = []
  for (const source of options.sources) {
    try {
      return await fromSource(source, options, signal)
    } catch (error) {
      if (signal.aborted) throw cancelled()
      if (!(error instanceof PullError) || error.then === 'stop') throw error
      failures.push(error)
    }
  }
  throw allFailed(options.file, failures)
}

async function fromSource(source: Source, options: Download, signal: AbortSignal): Promise<PullRecord> {
  for (let wrong = 0; ; wrong++) {
    const offer = await patiently(() => source.find(signal), options, signal)
    const { resumed, size } = await fetchWhole(source.name, offer, options, signal)
    try {
      return await accept(source.name, offer, size, options, signal)
    } catch (error) {
      if (!(error instanceof PullError) || error.code !== 'mismatch') throw error
      // A part from an earlier time may be to blame: once more, from the beginning.
      source.forget?.()
      if (!resumed || wrong > 0) throw error
    }
  }
}

/** Requests until the part is complete. @returns whether it was put together from several answers */
async function fetchWhole(source: string, offer: Offer, options: Download, signal: AbortSignal) {
  const { file } = options
  const identity = { sha256: offer.sha256, url: withoutSecrets(offer.url) }
  const meter = progressMeter(path.basename(file), 'download', options.onProgress)
  let resumed = false
  let size = offer.size
  return await patiently(fetchRest, options, signal)

  async function fetchRest(made: (progress: boolean) => void) {
    const { offset, etag } = await usablePart(file, { ...identity, size: offer.size })
    resumed ||= offset > 0
    if (size !== undefined && offset === size) return { resumed, size }
    let received = offset
    try {
      await transfer({
        source,
        url: offer.url,
        headers: offer.headers,
        part: partPath(file),
        offset,
        size: offer.size,
        // With a hash the whole is checked in the end, and a mirror's other tag must not cost gigabytes.
        ifRange: offer.sha256 ? undefined : etag,
        stallMs: options.patience?.stallMs ?? PATIENCE.stallMs,
        signal,
        async onStart(start) {
          await requireSpace(path.dirname(file), (start.total ?? 0) - start.offset)
          size = start.total
          await writePartState(file, { ...identity, etag: start.etag, size })
          meter.start(start.offset, start.total)
        },
        onBytes(now) {
          received = now
          meter.update(now)
        },
      })
      return { resumed, size: size ?? received }
    } catch (error) {
      made(received > offset)
      const wrong = error instanceof PullError && (error.code === 'not_gguf' || error.code === 'mismatch')
      if (wrong && (received !== offset || error.then === 'again')) await removePart(file)
      throw error
    } finally {
      meter.stop()
    }
  }
}

/** Again and again, with growing pauses, while the error says so and it is not the same failure too often in a row. */
async function patiently<T>(
  attempt: (made: (progress: boolean) => void) => Promise<T>,
  options: Download,
  signal: AbortSignal,
): Promise<T> {
  const { attempts, backOffMs } = { ...PATIENCE, ...options.patience }
  let everMoved = false
  for (let failed = 1; ; failed++) {
    try {
      return await attempt((progress) => {
        everMoved ||= progress
        if (progress) failed = 1
      })
    } catch (error) {
      if (signal.aborted) throw cancelled()
      if (!(error instanceof PullError) || error.then !== 'again') throw error
      // Nothing has ever come from here: no need to wait long for a host that is off.
      const hopeless = error.code === 'unreachable' && !everMoved && failed > 1
      const wait = error.retryAfterMs ?? Math.min(LONGEST_BACK_OFF_MS, backOffMs * 2 ** (failed - 1))
      if (failed >= attempts || hopeless || wait > LONGEST_RETRY_AFTER_MS) throw error
      await sleep(wait, undefined, { signal }).catch(() => {})
    }
  }
}

async function accept(
  source: string,
  offer: Offer,
  size: number,
  options: Download,
  signal: AbortSignal,
): Promise<PullRecord> {
  const { file } = options
  const part = partPath(file)
  const problem = await checkPart(source, part, size, options.kind)
  const meter = progressMeter(path.basename(file), 'verify', options.onProgress)
  meter.start(0, size)
  const sha256 = problem ? '' : await hashFile(part, meter.update, signal).finally(meter.stop)
  if (problem || (offer.sha256 && sha256 !== offer.sha256)) {
    await removePart(file)
    if (problem) throw problem
    const [got, expected] = [`${sha256.slice(0, 12)}…`, `${offer.sha256?.slice(0, 12)}…`]
    throw new PullError('mismatch', say('source_sent_hash', { source, sha256: got, expected }), 'next')
  }
  await flush(part)
  const record: PullRecord = {
    sha256,
    size,
    source: withoutSecrets(offer.url),
    published: offer.sha256 !== undefined,
    pulledAt: new Date().toISOString(),
  }
  await writePullRecord(file, record)
  await rename(part, file)
  await removePartState(file)
  return record
}

async function checkPart(source: string, part: string, size: number, kind: GgufKind): Promise<PullError | undefined> {
  const actual = await sizeOf(part)
  if (actual !== size)
    return new PullError('mismatch', say('source_sent_bytes', { source, bytes: actual, total: size }), 'next')
  const problem = await ggufProblem(part, kind)
  return problem ? new PullError('not_gguf', say('source_sent_wrong', { source, problem }), 'next') : undefined
}

/** So that a power cut after the rename does not leave a name without content. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Signed links carry their key in the query. */
function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

function allFailed(file: string, failures: PullError[]): PullError {
  const each = failures.map(({ message }) => message).join('; ')
  const [first] = failures
  const offline = failures.every(({ code }) => code === 'unreachable')
  const facts = { file: path.basename(file), each, folder: path.dirname(file) }
  return new PullError(
    offline ? 'unreachable' : failures.length === 1 && first ? first.code : 'sources',
    offline ? say('download_unreachable', facts) : say('download_nowhere', facts),
    'stop',
    { cause: first },
  )
}
