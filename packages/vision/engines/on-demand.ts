import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import { say } from '#core/sentences/say'
import { type AskRequest, type EngineAnswer, EngineUnavailableError, type VisionEngine } from './engine.js'

/** How to make an engine, and what is known of it before there is one. */
export interface EngineRecipe {
  kind: VisionEngine['kind']
  model: string
  slots: number
  start(): VisionEngine
}

export interface OnDemandEngine extends VisionEngine {
  /** Asks this one from now on. What is under way ends with the one before, which is closed before this one begins. */
  use(recipe: EngineRecipe): void
  /** Gives the memory back when nothing was asked for so long; 0 keeps it. A server's memory is its own affair. */
  restAfter(milliseconds: number): void
}

interface Started {
  engine: VisionEngine
  busy: number
  /** called when the last question under way has ended */
  onFree: (() => void) | undefined
}

/** An engine that is loaded by the first question and unloaded when there are none. One model is in memory at a time. */
export function createOnDemandEngine(
  first: EngineRecipe,
  options: { idleMs: number; log: Log; metrics?: Metrics | undefined },
): OnDemandEngine {
  const { log, metrics } = options
  let recipe = first
  let idleMs = options.idleMs
  let started: Started | undefined
  /** the end of every engine before */
  let ending: Promise<void> = Promise.resolve()
  let waiting = 0
  let closed = false
  let lastUsed = Date.now()
  let timer: NodeJS.Timeout | undefined
  if (recipe.kind === 'server') begin()

  function begin(): Started {
    started = { engine: recipe.start(), busy: 0, onFree: undefined }
    return started
  }

  async function current(signal: AbortSignal | undefined): Promise<Started> {
    while (!started) {
      waiting++
      await abortable(ending, signal).finally(() => waiting--)
      if (closed) throw new EngineUnavailableError(say('engine_closed'))
      started ??= begin()
    }
    return started
  }

  async function ask(request: AskRequest): Promise<EngineAnswer> {
    if (closed) throw new EngineUnavailableError(say('engine_closed'))
    const mine = await current(request.signal)
    mine.busy++
    try {
      return await mine.engine.ask(request)
    } finally {
      lastUsed = Date.now()
      if (--mine.busy === 0) mine.onFree?.()
      watchIdle()
    }
  }

  /** Ends the engine behind the questions that it still answers. */
  function retire(): void {
    const old = started
    if (!old) return
    started = undefined
    const free = old.busy === 0 ? Promise.resolve() : new Promise<void>((resolve) => (old.onFree = resolve))
    ending = Promise.all([ending, free]).then(() => old.engine.close())
  }

  function watchIdle(): void {
    clearTimeout(timer)
    if (closed || idleMs === 0 || !started || recipe.kind === 'server') return
    timer = setTimeout(rest, Math.max(0, lastUsed + idleMs - Date.now()))
    timer.unref()
  }

  function rest(): void {
    if (!started || started.busy > 0) return
    // One that is in trouble stays, so that its owner can read why.
    if (started.engine.state() === 'ready') {
      log.info({ model: started.engine.model }, 'vision model unloaded; the next photo loads it')
      metrics?.count('albumen_engine_unloads_total', { engine: 'vision' })
      retire()
    } else {
      lastUsed = Date.now()
      watchIdle()
    }
  }

  return {
    get kind() {
      return started?.engine.kind ?? recipe.kind
    },
    get model() {
      return started?.engine.model ?? recipe.model
    },
    get slots() {
      return started?.engine.slots ?? recipe.slots
    },
    state: () => started?.engine.state() ?? (waiting > 0 ? 'loading' : 'idle'),
    lastError: () => started?.engine.lastError(),
    notice: () => started?.engine.notice?.(),
    pids: () => started?.engine.pids() ?? [],
    ask,
    use(next) {
      recipe = next
      retire()
      if (recipe.kind === 'server') void ending.then(() => started ?? (closed ? undefined : begin()))
    },
    restAfter(milliseconds) {
      if (idleMs === milliseconds) return
      idleMs = milliseconds
      watchIdle()
    },
    async close() {
      closed = true
      clearTimeout(timer)
      const last = started
      started = undefined
      await Promise.all([last?.engine.close(), ending])
    },
  }
}

/** The promise, or the end of waiting for it. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
