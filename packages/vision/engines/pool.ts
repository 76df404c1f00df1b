import { say } from '#core/sentences/say'
import { type EngineAnswer, EngineUnavailableError, type VisionEngine } from './engine.js'

interface Member {
  engine: VisionEngine
  busy: number
}

interface Waiter {
  go(member: Member): void
  fail(error: unknown): void
}

/** How often a photo that waits looks whether an engine has become ready meanwhile, which no engine announces. */
const LOOK_EVERY_MS = 250

/**
 * Several engines as one. A photo waits for a free place in an engine that is ready, never behind one that is in trouble;
 * only when none is ready does it wait inside one that may become so. When an engine turns out to be unavailable, another
 * one that is ready is asked.
 */
export function poolEngines(engines: readonly [VisionEngine, ...VisionEngine[]]): VisionEngine {
  const [first] = engines
  const members = engines.map((engine): Member => ({ engine, busy: 0 }))
  const waiting: Waiter[] = []
  let timer: NodeJS.Timeout | undefined
  let closed = false

  /** A place in a ready engine before one in an engine that must load first; both before a restart. */
  function freeMember(): Member | undefined {
    const ready = members.filter(({ engine }) => engine.state() === 'ready')
    const healthy = [...ready, ...members.filter(({ engine }) => engine.state() === 'idle')]
    const candidates = healthy.length > 0 ? [leastBusy(ready), leastBusy(healthy)] : [leastBusy(members)]
    return candidates.find((member) => member !== undefined)
  }

  /** Gives free places to whoever waits, in order. */
  function dispatch(): void {
    clearTimeout(timer)
    while (waiting.length > 0) {
      const free = freeMember()
      if (!free) break
      free.busy++
      waiting.shift()?.go(free)
    }
    if (waiting.length > 0) timer = setTimeout(dispatch, LOOK_EVERY_MS)
  }

  /** The next free place, taken as busy; whoever has waited before goes before. */
  function place(signal: AbortSignal | undefined, again: boolean): Promise<Member> {
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
      if (again) waiting.unshift(waiter)
      else waiting.push(waiter)
      dispatch()
    })
  }

  async function ask(request: Parameters<VisionEngine['ask']>[0]): Promise<EngineAnswer> {
    const { signal, onToken } = request
    let streamed = false
    const stream = (text: string) => {
      streamed = true
      onToken?.(text)
    }
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted()
      if (closed) throw new EngineUnavailableError(say('engine_closed'))
      const member = await place(signal, attempt > 1)
      try {
        // Once pieces have gone out, a new answer comes whole: it does not continue them.
        return await member.engine.ask({ ...request, onToken: onToken && !streamed ? stream : undefined })
      } catch (error) {
        const another = members.some((other) => other !== member && other.engine.state() === 'ready')
        const gone = member.engine.slots === 0 // it has given up its places for good
        const elsewhere = error instanceof EngineUnavailableError && (another || gone)
        if (!elsewhere || attempt >= members.length) throw error
      } finally {
        member.busy--
        dispatch()
      }
    }
  }

  function state() {
    const states = engines.map((engine) => engine.state())
    return (['ready', 'idle', 'loading'] as const).find((each) => states.includes(each)) ?? first.state()
  }

  return {
    kind: first.kind,
    get model() {
      return (engines.find((engine) => engine.state() === 'ready') ?? first).model
    },
    get slots() {
      return engines.reduce((sum, { slots }) => sum + slots, 0)
    },
    state,
    lastError: () => (state() === 'ready' ? undefined : engines.map((engine) => engine.lastError()).find(Boolean)),
    notice: () => engines.map((engine) => engine.notice?.()).find(Boolean),
    pids: () => engines.flatMap((engine) => engine.pids()),
    ask,
    close: async () => {
      closed = true
      clearTimeout(timer)
      for (const waiter of waiting.splice(0)) waiter.fail(new EngineUnavailableError(say('engine_closed')))
      await Promise.all(engines.map((engine) => engine.close()))
    },
  }
}

/** Of those with a free place the one with the smallest part of its places taken. */
function leastBusy(members: readonly Member[]): Member | undefined {
  const part = ({ busy, engine }: Member) => busy / engine.slots
  return members.filter(({ busy, engine }) => busy < engine.slots).sort((a, b) => part(a) - part(b))[0]
}
