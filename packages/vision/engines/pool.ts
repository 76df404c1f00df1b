import { type EngineAnswer, EngineUnavailableError, type VisionEngine } from './engine.js'

interface Member {
  engine: VisionEngine
  busy: number
}

interface Waiter {
  go(member: Member): void
  fail(error: unknown): void
}

/** Several engines of the same model as one. A photo waits for any free place, never behind one that is in trouble. */
export function poolEngines(engines: readonly [VisionEngine, ...VisionEngine[]]): VisionEngine {
  const [first] = engines
  const members = engines.map((engine): Member => ({ engine, busy: 0 }))
  const waiting: Waiter[] = []

  /** A ready engine before one that must load first. */
  function freeMember(): Member | undefined {
    const free = members.filter(({ engine, busy }) => busy < engine.slots).sort((a, b) => a.busy - b.busy)
    return free.find(({ engine }) => engine.state() === 'ready') ?? free[0]
  }

  /** The next place that is given up, taken over as busy. */
  function nextPlace(signal: AbortSignal | undefined): Promise<Member> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        waiting.splice(waiting.indexOf(waiter), 1)
        reject(signal?.reason)
      }
      const settle = () => signal?.removeEventListener('abort', onAbort)
      const waiter: Waiter = {
        go: (free) => {
          settle()
          resolve(free)
        },
        fail: (error) => {
          settle()
          reject(error)
        },
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      waiting.push(waiter)
    })
  }

  async function ask(request: Parameters<VisionEngine['ask']>[0]): Promise<EngineAnswer> {
    request.signal?.throwIfAborted()
    const free = freeMember()
    if (free) free.busy++
    const member = free ?? (await nextPlace(request.signal))
    try {
      return await member.engine.ask(request)
    } finally {
      member.busy--
      passOn()
    }
  }

  /** Whoever waits takes a free place; the one just left may be gone, because an engine may lose slots. */
  function passOn(): void {
    const free = waiting.length > 0 ? freeMember() : undefined
    if (!free) return
    free.busy++
    waiting.shift()?.go(free)
  }

  const state = () => (engines.some((engine) => engine.state() === 'ready') ? 'ready' : first.state())
  return {
    kind: first.kind,
    model: first.model,
    get slots() {
      return engines.reduce((sum, { slots }) => sum + slots, 0)
    },
    state,
    lastError: () => (state() === 'ready' ? undefined : engines.map((engine) => engine.lastError()).find(Boolean)),
    notice: () => engines.map((engine) => engine.notice?.()).find(Boolean),
    pids: () => engines.flatMap((engine) => engine.pids()),
    ask,
    close: async () => {
      for (const waiter of waiting.splice(0))
        waiter.fail(new EngineUnavailableError('The vision engine has been closed.'))
      await Promise.all(engines.map((engine) => engine.close()))
    },
  }
}
