import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { say } from '#core/sentences/say'
import { ggufProblem } from '../../models/gguf-file.js'
import type { EngineState } from '../engine.js'
import { backOff } from './back-off.js'
import type { Crew } from './crew.js'
import { type EngineExit, type EngineProcess, startEngineProcess } from './engine-process.js'
import { inWords, loadProblem } from './load-problem.js'
import type { FromEngine, LoadOptions, ToEngine } from './protocol.js'
import { smallerLoad, whatWasGivenUp } from './smaller-load.js'

export type EngineMessage = Exclude<FromEngine, { type: 'ready' | 'load_failed' }>

export interface SupervisorOptions {
  loadTimeoutMs: number
  log: Log
  metrics?: Metrics | undefined
  /** the other processes that share the memory, where there are any */
  crew?: Crew | undefined
}

export interface SupervisorEvents {
  /** the model is loaded; questions may be sent */
  onReady(): void
  onMessage(message: EngineMessage): void
  /** The process has died with all its questions, and is being restarted. Blameless: no question is the reason. */
  onDeath(blameless: boolean): void
  /** the model cannot be loaded; the message names the file and the reason. It is tried again later. */
  onLoadFailure(message: string): void
  /** the process has ended for good, so that others have its memory */
  onRetired(message: string): void
}

export interface Supervisor {
  state(): EngineState
  lastError(): string | undefined
  /** what is worse than planned though it works, for the owner to read */
  notice(): string | undefined
  /** photos at once: fewer than planned where memory has run out, none once it has retired */
  slots(): number
  pid(): number | undefined
  send(message: ToEngine): void
  /** ends the process, which counts as a death */
  kill(): void
  /** memory has run out inside the living process: it cannot answer any more and should be killed */
  starved(): boolean
  /** the engine has answered: its past failures no longer slow a restart */
  proven(): void
  close(): Promise<void>
}

/**
 * Keeps one engine process alive: starts it, notices its death, and starts it again with a growing delay. Where memory
 * has run out it starts it at once with the next smaller plan, and keeps that one.
 */
export function superviseEngine(
  planned: LoadOptions,
  { loadTimeoutMs, log, metrics, crew }: SupervisorOptions,
  events: SupervisorEvents,
): Supervisor {
  let load = planned
  let state: EngineState = 'loading'
  let problem: string | undefined
  let notice: string | undefined
  let current: EngineProcess | undefined
  let failures = 0
  /** how often even the smallest plan found no memory; only the first descent is worth a reader's time */
  let descents = 0
  let retired = false
  let closed = false
  let retry: NodeJS.Timeout | undefined
  let run = runOnce()

  async function runOnce(): Promise<void> {
    const unusable = (await ggufProblem(load.modelPath, 'model')) ?? (await ggufProblem(load.mmprojPath, 'mmproj'))
    if (closed) return
    if (unusable) return loadFailed(unusable)

    let refusal: string | undefined
    let tooSlow = false
    let loaded = false
    const slow = setTimeout(() => {
      tooSlow = true
      refusal = say('load_slow', { seconds: loadTimeoutMs / 1000 })
      current?.kill()
    }, loadTimeoutMs)
    const engine = startEngineProcess(load, (message) => {
      if (closed) return
      if (message.type === 'load_failed') {
        refusal = message.message
        return engine.kill()
      }
      if (message.type !== 'ready') return events.onMessage(message)
      clearTimeout(slow)
      loaded = true
      metrics?.count('albumen_engine_loads_total', { engine: 'vision' })
      metrics?.observe('albumen_engine_load_seconds', (Date.now() - engine.startedAt) / 1000, { engine: 'vision' })
      state = 'ready'
      problem = undefined
      const { modelPath, slots, gpuLayers, imageMaxTokens, cacheType } = load
      log.info(
        { model: modelPath, slots, gpuLayers, imageMaxTokens, cacheType, pid: engine.pid },
        'vision engine ready',
      )
      events.onReady()
    })
    current = engine
    const exit = await engine.exited
    clearTimeout(slow)
    current = undefined
    if (closed) return
    const words = tooSlow ? undefined : exit.outOfMemory
    if (words && makeDoWithLess(words, engine.startedAt)) return
    if (words && !exit.proven) return atTheEnd(exit)
    if (loaded || exit.shot) return died(exit)
    loadFailed(loadProblem(refusal, exit, load))
  }

  /** Even the smallest plan has never answered. Perhaps another program holds the memory and gives all of it back. */
  function atTheEnd(exit: EngineExit): void {
    events.onDeath(true)
    loadFailed(say('engine_out_of_memory', { model: load.modelPath, why: inWords(exit) }))
    descents++
    load = planned
    notice = undefined
  }

  const failed = (reason: string) => metrics?.count('albumen_engine_failures_total', { engine: 'vision', reason })

  /** True when something is left to be tried, which begins at once. */
  function makeDoWithLess(words: string, startedAt: number): boolean {
    failed('out_of_memory')
    const advice = crew?.outOfMemory(startedAt) ?? 'shrink'
    if (advice === 'retire') {
      retired = true
      state = 'restarting' // never ready again
      notice = say('engine_fewer', { why: words })
      log.warn({ reason: words }, 'memory ran out, continuing with one engine process fewer')
      events.onDeath(true)
      events.onRetired('Memory ran out for this process of the vision engine; others go on.')
      return true
    }
    const smaller = advice === 'again' ? load : smallerLoad(load)
    if (!smaller) return false
    load = smaller
    state = 'restarting'
    problem = say('engine_smaller', { why: words })
    if (advice === 'shrink') {
      notice = say('engine_smaller_kept', { given: whatWasGivenUp(planned, load), why: words })
      const { slots, contextPerSlot, cacheType, imageMaxTokens, gpuLayers } = load
      const fields = { reason: words, slots, contextPerSlot, cacheType, imageMaxTokens, gpuLayers }
      log[descents > 0 ? 'debug' : 'warn'](fields, 'memory ran out, loading the vision model with a smaller plan')
    }
    events.onDeath(true)
    startLater(0)
    return true
  }

  function died(exit: EngineExit): void {
    failed('died')
    const reason = inWords(exit)
    state = 'restarting'
    problem = say('engine_restarting', { why: reason })
    log.error({ reason }, 'vision engine died, restarting it')
    events.onDeath(false)
    startLater(backOff(++failures, { first: 500, most: 30_000 }))
  }

  function loadFailed(message: string): void {
    failed('load_failed')
    state = 'restarting'
    problem = message
    log.error({ reason: message }, 'vision model cannot be loaded')
    events.onLoadFailure(message)
    // Never at once: a file does not repair itself in a millisecond.
    startLater(backOff(++failures + 1, { first: 1000, most: 60_000 }))
  }

  function startLater(delayMs: number): void {
    retry = setTimeout(() => {
      run = runOnce()
    }, delayMs)
  }

  return {
    state: () => state,
    lastError: () => problem,
    notice: () => notice,
    slots: () => (retired ? 0 : load.slots),
    pid: () => current?.pid,
    send: (message) => current?.send(message),
    kill: () => current?.kill(),
    starved: () => current?.outOfMemory() !== undefined,
    proven: () => {
      failures = 0
      descents = 0
      current?.works()
    },
    close: async () => {
      closed = true
      clearTimeout(retry)
      current?.kill()
      await run
    },
  }
}
