import { PermanentError } from '#core/errors'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { say } from '#core/sentences/say'
import { ANALYSIS_GRAMMAR } from '../../grammar.js'
import { jpegUrl, messagesFor } from '../../prompt.js'
import { type AskRequest, type EngineAnswer, EngineUnavailableError, type VisionEngine } from '../engine.js'
import type { Crew } from './crew.js'
import type { LoadOptions } from './protocol.js'
import { type EngineMessage, superviseEngine } from './supervisor.js'

export interface EmbeddedEngineOptions extends LoadOptions {
  /** name of the model for people */
  name: string
  /** longest time for one photo, from the moment it has a slot */
  timeoutMs: number
  /** how long llama.cpp may take to obey a stop before its process is killed; default 5 s */
  graceMs?: number | undefined
  /** longest time to load a model; default 10 minutes */
  loadTimeoutMs?: number | undefined
  /** the other processes that share the memory, where there are any */
  crew?: Crew | undefined
  log: Log
  metrics?: Metrics | undefined
}

export interface EmbeddedEngine extends VisionEngine {
  readonly kind: 'embedded'
  /** process id of the engine process, while there is one */
  pid(): number | undefined
}

/** Longest answer in tokens: the bounds of the schema allow more, but no real answer comes near. */
const MAX_ANSWER_TOKENS = 768

interface Job {
  id: number
  request: AskRequest
  /** how often the engine died or hung with this photo inside */
  strikes: number
  startedAt: number
  timer: NodeJS.Timeout | undefined
  timedOut: boolean
  /** how often it was given a slot */
  runs: number
  /** the run of which pieces have gone out; the answer of a later one comes whole, not appended to them */
  streamedRun: number | undefined
  /** its caller has gone, but its slot is still taken */
  abandoned: boolean
  resolve(answer: EngineAnswer): void
  reject(error: unknown): void
}

/**
 * llama.cpp in a child process that is restarted whenever it dies. Photos that were inside at a crash or hang are asked
 * again one at a time, alone in the engine, so that the guilty one is known and the others lose nothing.
 */
export function createEmbeddedEngine(options: EmbeddedEngineOptions): EmbeddedEngine {
  const { log, metrics, timeoutMs, graceMs = 5000, loadTimeoutMs = 600_000, crew } = options
  const waiting: Job[] = []
  const suspects: Job[] = []
  const running = new Map<number, Job>()
  let nextId = 1
  /** why asking is in vain: closed, or a model that cannot be loaded */
  let refusal: string | undefined

  const engine = superviseEngine(
    loadOptions(options),
    { loadTimeoutMs, log, metrics, crew },
    {
      onReady: () => {
        refusal = undefined
        pump()
      },
      onMessage,
      onDeath: (blameless) => {
        const inside = [...running.values()]
        for (const job of inside) {
          leaveSlot(job)
          if (job.abandoned) continue
          if (blameless) putBack(job)
          else strike(job, inside.length === 1)
        }
      },
      onLoadFailure: refuseAll,
      onRetired: refuseAll,
    },
  )

  /** Fills the slots. A suspect runs alone, and nobody begins beside it. */
  function pump(): void {
    if (engine.state() !== 'ready') return
    const suspectInside = [...running.values()].some((job) => job.strikes > 0)
    if (suspects.length > 0 || suspectInside) {
      const suspect = running.size === 0 ? suspects.shift() : undefined
      if (suspect) begin(suspect)
      return
    }
    while (running.size < engine.slots()) {
      const job = waiting.shift()
      if (!job) return
      begin(job)
    }
  }

  function begin(job: Job): void {
    const { jpeg, language, temperature } = job.request
    running.set(job.id, job)
    job.runs++
    job.startedAt = Date.now()
    job.timedOut = false
    job.timer = setTimeout(() => timeOut(job), timeoutMs)
    const messages = messagesFor(language, jpegUrl(jpeg))
    const question = { messages, grammar: ANALYSIS_GRAMMAR, temperature, maxTokens: MAX_ANSWER_TOKENS }
    engine.send({ type: 'ask', id: job.id, question })
  }

  /** First a request to stop, which hurts nobody else; then the end of the process. */
  function timeOut(job: Job): void {
    job.timedOut = true
    engine.send({ type: 'stop', id: job.id })
    job.timer = setTimeout(() => {
      log.warn({ graceMs }, 'vision engine does not obey a stop, ending its process')
      engine.kill()
    }, graceMs)
  }

  function onMessage(message: EngineMessage): void {
    const job = running.get(message.id)
    if (!job) return
    if (message.type === 'token') {
      if (job.abandoned || job.timedOut || (job.streamedRun ?? job.runs) !== job.runs) return
      job.streamedRun = job.runs
      job.request.onToken?.(message.text)
      return
    }
    if (message.type === 'failed' && engine.starved()) {
      engine.kill() // it is loaded again with less, and all inside are asked again
      return
    }
    const alone = running.size === 1
    leaveSlot(job)
    switch (message.type) {
      case 'answer':
        engine.proven()
        job.resolve({ ...message.result, milliseconds: Date.now() - job.startedAt })
        break
      case 'failed':
        job.reject(new Error(say('photo_engine_failed', { why: message.message })))
        break
      case 'stopped':
        if (!job.abandoned) strike(job, alone)
    }
    pump()
  }

  /** Twice inside, the second time alone, is guilty; anybody else is asked again, alone. */
  function strike(job: Job, alone: boolean): void {
    job.strikes++
    if (job.strikes < 2 || !alone) suspects.push(job)
    else job.reject(job.timedOut ? hung(timeoutMs) : crashed())
  }

  /** It was not the photo that ended the engine. */
  function putBack(job: Job): void {
    if (job.strikes > 0) suspects.unshift(job)
    else waiting.unshift(job)
  }

  function leaveSlot(job: Job): void {
    clearTimeout(job.timer)
    running.delete(job.id)
  }

  function refuseAll(reason: string): void {
    refusal = reason
    for (const job of [...suspects.splice(0), ...waiting.splice(0), ...running.values()]) {
      clearTimeout(job.timer)
      job.reject(new EngineUnavailableError(reason))
    }
  }

  /** The slot of a running question stays taken until llama.cpp has let go of it, or its time is up. */
  function abandon(job: Job): void {
    remove(waiting, job)
    remove(suspects, job)
    if (running.has(job.id)) {
      job.abandoned = true
      engine.send({ type: 'stop', id: job.id })
    }
    job.reject(job.request.signal?.reason)
  }

  function ask(request: AskRequest): Promise<EngineAnswer> {
    const { signal } = request
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      if (refusal) return reject(new EngineUnavailableError(refusal))
      const onAbort = () => abandon(job)
      const settle = () => signal?.removeEventListener('abort', onAbort)
      const job: Job = {
        id: nextId++,
        request,
        strikes: 0,
        startedAt: 0,
        timer: undefined,
        timedOut: false,
        runs: 0,
        streamedRun: undefined,
        abandoned: false,
        resolve: (answer) => {
          settle()
          resolve(answer)
        },
        reject: (error) => {
          settle()
          reject(error)
        },
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      waiting.push(job)
      pump()
    })
  }

  return {
    kind: 'embedded',
    model: options.name,
    get slots() {
      return engine.slots()
    },
    state: engine.state,
    lastError: engine.lastError,
    notice: engine.notice,
    pid: engine.pid,
    pids: () => [engine.pid()].filter((pid) => pid !== undefined),
    ask,
    close: async () => {
      refuseAll(say('engine_closed'))
      await engine.close()
    },
  }
}

function remove(jobs: Job[], job: Job): void {
  const at = jobs.indexOf(job)
  if (at >= 0) jobs.splice(at, 1)
}

function crashed(): PermanentError {
  return new PermanentError('engine_crash', say('photo_crashed_engine'))
}

function hung(timeoutMs: number): PermanentError {
  return new PermanentError('engine_timeout', say('photo_hung_engine', { seconds: Math.round(timeoutMs / 1000) }))
}

/** Only what crosses to the other process. */
function loadOptions(options: EmbeddedEngineOptions): LoadOptions {
  const { modelPath, mmprojPath, slots, contextPerSlot, imageMaxTokens, flashAttention, cacheType } = options
  const { threads, gpuLayers, variant, devices, rescue } = options
  return {
    ...{ modelPath, mmprojPath, slots, contextPerSlot, imageMaxTokens, flashAttention, cacheType },
    ...{ threads, gpuLayers, variant, devices, rescue },
  }
}
