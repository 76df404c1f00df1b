import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '#core/log'
import { say } from '#core/sentences/say'
import { backOff } from '../embedded/back-off.js'
import { type EngineState, EngineUnavailableError } from '../engine.js'
import { ServerUnavailableError } from './trouble.js'

export interface CircuitOptions {
  /** looks whether the server can be used; the fields go to the log when it can. @throws ServerUnavailableError */
  look(): Promise<object>
  /** between two looks, in milliseconds: the first, then doubling up to the most */
  retry: { first: number; most: number }
  /** shown address */
  url: string
  log: Log
}

/** Whether one server can be used now. Once it cannot, it is looked at until it can, without anybody asking. */
export interface Circuit {
  state(): EngineState
  problem(): string | undefined
  /** @throws EngineUnavailableError when it cannot be used, after a look if the last one is not fresh */
  ready(signal: AbortSignal | undefined): Promise<void>
  /** it cannot be used; returns the reason */
  open(reason: ServerUnavailableError): ServerUnavailableError
  /** it has answered a photo: past failures no longer slow anything */
  proven(): void
  close(): void
}

/** A look that failed so recently tells enough about now. */
const FRESH_MS = 1_000
/** How long a photo waits for a look at a server that is away. */
const PATIENCE_MS = 3_000

/** One line in the log when the server goes, one when it comes back, and none for a look or a photo in between. */
export function createCircuit({ look, retry, url, log }: CircuitOptions): Circuit {
  let state: EngineState = 'loading'
  let problem: ServerUnavailableError | undefined
  let everUsable = false
  /** since when it is away, and whether the log says so */
  let away: { since: number; said: boolean } | undefined
  /** in a row, of looks and of photos: a server may be there and yet fail at every photo */
  let failedLooks = 0
  let failedPhotos = 0
  let failedAt = Number.NEGATIVE_INFINITY
  let notBefore = 0
  let looking: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function lookNow(): Promise<void> {
    clearTimeout(timer)
    looking ??= lookOnce().finally(() => {
      looking = undefined
    })
    return looking
  }

  async function lookOnce(): Promise<void> {
    try {
      const found = await look()
      if (closed) return
      failedLooks = 0
      usable(found)
    } catch (error) {
      if (closed) return
      failedLooks++
      failedAt = Date.now()
      unusable(error instanceof ServerUnavailableError ? error : new ServerUnavailableError(String(error)))
    }
  }

  function usable(found: object): void {
    if (!everUsable) log.info({ url, ...found }, 'vision server found')
    else if (away?.said) {
      log.info({ url, ...found, awaySeconds: Math.round((Date.now() - away.since) / 1000) }, 'vision server is back')
    }
    everUsable = true
    away = undefined
    state = 'ready'
    problem = undefined
  }

  function unusable(reason: ServerUnavailableError): void {
    const { loading, busy, waitMs } = reason.wait
    state = loading ? 'loading' : 'unreachable'
    problem = reason
    away ??= { since: Date.now(), said: false }
    const passing = busy || (loading && !everUsable)
    if (!away.said && !passing) {
      away.said = true
      log.warn({ url, reason: reason.message }, 'vision server cannot be used, its photos wait')
    } else log.debug({ url, reason: reason.message }, 'vision server cannot be used yet')
    notBefore = waitMs === undefined ? 0 : Date.now() + waitMs
    // Busy and loading pass by themselves; anything else takes longer the longer it takes.
    const failures = loading ? 1 : Math.max(failedLooks, failedPhotos)
    clearTimeout(timer)
    timer = setTimeout(() => void lookNow(), waitMs ?? backOff(failures + 1, retry))
    timer.unref()
  }

  void lookNow()
  return {
    state: () => state,
    problem: () => problem?.message,
    async ready(signal) {
      if (state === 'ready') return
      if (closed) throw new EngineUnavailableError(say('engine_closed'))
      const worthALook = looking !== undefined || (Date.now() >= notBefore && Date.now() - failedAt >= FRESH_MS)
      const look = worthALook ? lookNow() : undefined
      // The first look is waited for, whatever it takes; whoever knew the server before can wait for it elsewhere.
      if (look)
        await unlessAborted(
          everUsable ? Promise.race([look, sleep(PATIENCE_MS, undefined, { ref: false })]) : look,
          signal,
        )
      if (closed) throw new EngineUnavailableError(say('engine_closed'))
      if (problem) throw new ServerUnavailableError(problem.message, problem.wait)
    },
    open(reason) {
      failedPhotos++
      if (!closed) unusable(reason)
      return reason
    },
    proven: () => {
      failedPhotos = 0
    },
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}

function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
