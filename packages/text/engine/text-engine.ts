import { PermanentError } from '#core/errors'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { toUnit } from '#core/search/semantic/vector'
import { say } from '#core/sentences/say'
import type { ChosenModel } from '../models/choose.js'
import type { FromText } from './protocol.js'
import { startTextProcess, type TextProcess } from './text-process.js'

export type TextEngineState = 'idle' | 'loading' | 'ready' | 'restarting' | 'failed'

/** A model that turns words into meanings, in a process that is started when it is asked and ended when it is not. */
export interface TextEngine {
  readonly model: string
  readonly version: string
  readonly dimensions: number
  state(): TextEngineState
  /** why it is not ready, for the owner to read */
  lastError(): string | undefined
  /** process id of the text process, while there is one */
  pid(): number | undefined
  /** Begins to load, if it is not loaded. */
  wake(): void
  /**
   * The meaning of one text, of length 1. Questions go before passages, because somebody waits for them.
   *
   * @throws PermanentError when this text is the reason: `text_crash`, `text_timeout`, `text_refused`
   * @throws TextEngineUnavailableError when the engine is: ask again later
   */
  embed(kind: 'question' | 'passage', text: string): Promise<Float32Array>
  /** Ends the engine; texts in flight are rejected. */
  close(): Promise<void>
}

/** The engine cannot embed anything now. It says nothing about the text. */
export class TextEngineUnavailableError extends Error {
  override readonly name = 'TextEngineUnavailableError'
}

export interface TextEngineOptions {
  threads: number
  /** Without a text for so long, the process is ended and its memory given back; 0 keeps it for ever. */
  idleMs: number
  /** longest time for one text; default 2 minutes */
  timeoutMs?: number
  /** longest time to load a model; default 10 minutes */
  loadTimeoutMs?: number
  log: Log
  metrics?: Metrics | undefined
}

interface Job {
  id: number
  urgent: boolean
  text: string
  /** how often the process died or hung over it */
  strikes: number
  timedOut: boolean
  resolve(vector: Float32Array): void
  reject(error: unknown): void
}

/** Waits before a start after so many failures in a row; a file that cannot be loaded does not mend itself at once. */
const WAITS_MS = [0, 0, 500, 2_000, 10_000, 30_000, 60_000]
const LEAST_WAIT_TO_LOAD_MS = 2_000

export function createTextEngine(chosen: ChosenModel, options: TextEngineOptions): TextEngine {
  const { log, metrics, threads, idleMs, timeoutMs = 120_000, loadTimeoutMs = 600_000 } = options
  const waiting: Job[] = []
  /** One at a time: a question that comes now waits for no other text than this, and it alone can be to blame. */
  let sent: Job | undefined
  let current: TextProcess | undefined
  let state: TextEngineState = 'idle'
  let problem: string | undefined
  let failures = 0
  let restingUntil = 0
  let nextId = 1
  let closed = false
  /** the end of the last process, which is awaited before the engine is closed */
  let ended: Promise<void> = Promise.resolve()
  let startTimer: NodeJS.Timeout | undefined
  let textTimer: NodeJS.Timeout | undefined
  let idleTimer: NodeJS.Timeout | undefined

  function wake(): void {
    if (closed || current || startTimer || resting()) return
    if (state !== 'restarting') state = 'loading'
    startTimer = setTimeout(start, waitMs())
  }

  function waitMs(): number {
    return WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0
  }

  /** A model that could not be loaded is left alone for a while. */
  function resting(): boolean {
    return state === 'failed' && Date.now() < restingUntil
  }

  function start(): void {
    startTimer = undefined
    let refusal: string | undefined
    let stopping = false
    const began = performance.now()
    const load = { modelPath: chosen.path, contextTokens: chosen.contextTokens, threads }
    const process = startTextProcess(load, (message) => {
      if (closed || stopping) return
      if (message.type === 'load_failed') refuse(message.message)
      else if (message.type === 'ready') {
        clearTimeout(slow)
        state = 'ready'
        problem = undefined
        metrics?.count('albumen_engine_loads_total', { engine: 'text' })
        metrics?.observe('albumen_engine_load_seconds', (performance.now() - began) / 1000, { engine: 'text' })
        log.info({ model: chosen.name, pid: process.pid }, 'text engine ready')
        pump()
      } else answered(message)
    })
    current = process
    const refuse = (reason: string) => {
      refusal = reason
      stopping = true
      process.kill()
    }
    const slow = setTimeout(() => refuse(`not loaded after ${loadTimeoutMs / 1000} seconds`), loadTimeoutMs)
    ended = process.exited.then(({ reason, killed }) => {
      clearTimeout(slow)
      clearTimeout(textTimer)
      clearTimeout(idleTimer)
      current = undefined
      if (closed) return
      if (state === 'idle') {
        if (waiting.length > 0) wake() // asked again while it was being ended
      } else if (state === 'ready') died(reason, killed)
      else loadFailed(refusal ?? reason)
    })
  }

  function answered(message: Exclude<FromText, { type: 'ready' | 'load_failed' }>): void {
    const job = sent
    if (job?.id === message.id) {
      sent = undefined
      failures = 0
      if (message.type === 'refused') job.reject(new PermanentError('text_refused', message.message))
      else settle(job, message.vector)
    }
    pump()
  }

  function settle(job: Job, vector: Float32Array): void {
    try {
      job.resolve(toUnit(vector, chosen.dimensions))
    } catch (cause) {
      job.reject(new PermanentError('text_refused', `The model made no meaning of it: ${String(cause)}`, { cause }))
    }
  }

  function pump(): void {
    if (state !== 'ready' || !current) return
    clearTimeout(idleTimer)
    if (sent) return
    clearTimeout(textTimer)
    const job = waiting.shift()
    if (job) {
      sent = job
      current.send({ type: 'embed', id: job.id, text: job.text })
      textTimer = setTimeout(() => hung(job), timeoutMs)
    } else if (idleMs > 0) idleTimer = setTimeout(unload, idleMs)
  }

  function hung(job: Job): void {
    job.timedOut = true
    current?.kill()
  }

  const failed = (reason: string) => metrics?.count('albumen_engine_failures_total', { engine: 'text', reason })

  function unload(): void {
    metrics?.count('albumen_engine_unloads_total', { engine: 'text' })
    state = 'idle'
    log.info({ model: chosen.name }, 'text engine given back its memory')
    current?.kill()
  }

  /** The text that was being computed may be to blame: it is tried once more, and then given up. */
  function died(reason: string, killed: boolean): void {
    failed('died')
    state = 'restarting'
    problem = say('text_restarting', { why: reason })
    failures++
    log.error({ reason }, 'text engine died, restarting it')
    const guilty = sent
    sent = undefined
    if (guilty && (!killed || guilty.timedOut)) guilty.strikes++
    if (guilty && guilty.strikes >= 2) guilty.reject(blame(guilty.timedOut, timeoutMs))
    else if (guilty) waiting.unshift(guilty)
    wake()
  }

  function loadFailed(reason: string): void {
    failed('load_failed')
    state = 'failed'
    problem = say('text_load_failed', { model: chosen.path, why: reason })
    failures++
    log.error({ reason: problem }, 'embedding model cannot be loaded')
    restingUntil = Date.now() + Math.max(LEAST_WAIT_TO_LOAD_MS, waitMs())
    rejectAll(problem)
  }

  function rejectAll(reason: string): void {
    for (const job of [...(sent ? [sent] : []), ...waiting.splice(0)]) {
      job.reject(new TextEngineUnavailableError(reason))
    }
    sent = undefined
  }

  function embed(kind: 'question' | 'passage', text: string): Promise<Float32Array> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(new TextEngineUnavailableError('The text engine has been closed.'))
      if (resting()) return reject(new TextEngineUnavailableError(problem ?? 'The model cannot be loaded.'))
      const urgent = kind === 'question'
      const worded = chosen.recipe[kind](text)
      const job: Job = { id: nextId++, urgent, text: worded, strikes: 0, timedOut: false, resolve, reject }
      if (urgent) waiting.splice(waiting.filter((each) => each.urgent).length, 0, job)
      else waiting.push(job)
      wake()
      pump()
    })
  }

  return {
    model: chosen.name,
    version: chosen.version,
    dimensions: chosen.dimensions,
    state: () => state,
    lastError: () => problem,
    pid: () => current?.pid,
    wake,
    embed,
    async close() {
      closed = true
      for (const timer of [startTimer, textTimer, idleTimer]) clearTimeout(timer)
      rejectAll('The text engine has been closed.')
      current?.kill()
      await ended
    },
  }
}

function blame(timedOut: boolean, timeoutMs: number): PermanentError {
  return timedOut
    ? new PermanentError('text_timeout', `No meaning was found in ${Math.round(timeoutMs / 1000)} seconds, twice.`)
    : new PermanentError('text_crash', 'This text crashed the text engine twice.')
}
