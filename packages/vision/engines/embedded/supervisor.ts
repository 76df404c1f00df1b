import type { Log } from '#core/log'
import { ggufProblem } from '../../models/gguf-file.js'
import type { EngineState } from '../engine.js'
import { backOff } from './back-off.js'
import { type EngineProcess, startEngineProcess } from './engine-process.js'
import type { FromEngine, LoadOptions, ToEngine } from './protocol.js'

export type EngineMessage = Exclude<FromEngine, { type: 'ready' | 'load_failed' }>

export interface SupervisorEvents {
  /** the model is loaded; questions may be sent */
  onReady(): void
  onMessage(message: EngineMessage): void
  /** the process has died with all its questions, and is being restarted */
  onDeath(): void
  /** the model cannot be loaded; the message names the file and the reason. It is tried again later. */
  onLoadFailure(message: string): void
}

export interface Supervisor {
  state(): EngineState
  lastError(): string | undefined
  pid(): number | undefined
  send(message: ToEngine): void
  /** ends the process, which counts as a death */
  kill(): void
  /** the engine has answered: its past failures no longer slow a restart */
  proven(): void
  close(): Promise<void>
}

/** Keeps one engine process alive: starts it, notices its death, and starts it again with a growing delay. */
export function superviseEngine(
  load: LoadOptions,
  { loadTimeoutMs, log }: { loadTimeoutMs: number; log: Log },
  events: SupervisorEvents,
): Supervisor {
  let state: EngineState = 'loading'
  let problem: string | undefined
  let current: EngineProcess | undefined
  let failures = 0
  let closed = false
  let retry: NodeJS.Timeout | undefined
  let run = runOnce()

  async function runOnce(): Promise<void> {
    const unusable = (await ggufProblem(load.modelPath, 'model')) ?? (await ggufProblem(load.mmprojPath, 'mmproj'))
    if (closed) return
    if (unusable) return loadFailed(unusable)

    let refusal: string | undefined
    let loaded = false
    const refuse = (reason: string) => {
      refusal = reason
      current?.kill()
    }
    const slow = setTimeout(() => refuse(`not loaded after ${loadTimeoutMs / 1000} seconds`), loadTimeoutMs)
    current = startEngineProcess(load, (message) => {
      if (closed) return
      if (message.type === 'load_failed') return refuse(message.message)
      if (message.type !== 'ready') return events.onMessage(message)
      clearTimeout(slow)
      loaded = true
      state = 'ready'
      problem = undefined
      log.info({ model: load.modelPath, slots: load.slots, pid: current?.pid }, 'vision engine ready')
      events.onReady()
    })
    const { reason } = await current.exited
    clearTimeout(slow)
    current = undefined
    if (closed) return
    if (loaded) died(reason)
    else loadFailed(`llama.cpp could not load ${load.modelPath} with ${load.mmprojPath}: ${refusal ?? reason}`)
  }

  function died(reason: string): void {
    state = 'restarting'
    problem = `The vision engine is being restarted: ${reason}`
    log.error({ reason }, 'vision engine died, restarting it')
    events.onDeath()
    startLater(backOff(++failures, { first: 500, most: 30_000 }))
  }

  function loadFailed(message: string): void {
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
    pid: () => current?.pid,
    send: (message) => current?.send(message),
    kill: () => current?.kill(),
    proven: () => {
      failures = 0
    },
    close: async () => {
      closed = true
      clearTimeout(retry)
      current?.kill()
      await run
    },
  }
}
