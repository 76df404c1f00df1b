import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'bullmq'
import { messageOf } from '#core/errors'
import type { EngineReport, Hold } from '#core/heartbeat'
import type { Log } from '#core/log'
import { isWithin, nextChange } from '#core/working-hours'
import type { OnDemandEngine } from '#vision/engines/on-demand'

const LOOK_EVERY_MS = 1_000
/** Between two tries of an engine that says it is ready and then is not; doubled each time. */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
/** Memory is given back so soon when no photo will come for a while. */
const REST_SOON_MS = 20_000
/** For whoever wants the machine to himself. */
const REST_NOW_MS = 1

export interface GateDeps {
  consumer: Worker
  engine(): OnDemandEngine | undefined
  available(): boolean
  /** when photos are analysed; null for always */
  hours(): Promise<string | null>
  /** what of the machine makes photos wait */
  held(): Hold | undefined
  /** whether the owner has paused the queue */
  paused(): Promise<boolean>
  /** after which the memory is given back; 0 keeps it, but while no photo can come */
  idleMs: number
  log: Log
  signal: AbortSignal
}

export interface Gate {
  /** A consumer that is told to pause may still bring a photo that it was waiting for. */
  isOpen(): boolean
  /** The engine is away, or the previews are: nothing more is taken until they are back. */
  away(reason: string): void
  /** Takes nothing and gives the memory back, until what it returns is called; however many ask for it. */
  hold(): () => void
  /** A photo was answered: whatever was wrong is over. */
  well(): void
  report(): {
    hours: EngineReport['hours']
    held: Hold | undefined
    /** what photos wait for, while something is away */
    trouble: string | undefined
  }
  readonly closed: Promise<void>
}

/**
 * Decides when photos are taken from the queue: while there is an engine that is not away, within the owner's hours, while
 * the machine has room and time for it, as many at once as the engine has slots. Photos stay in the queue meanwhile, and lose no attempt.
 */
export function createGate(deps: GateDeps): Gate {
  const { consumer, log, signal } = deps
  let trouble: { reason: string; notBefore: number } | undefined
  let failures = 0
  let hours: string | null = null
  let open = false
  let holders = 0

  const isBack = (engine: OnDemandEngine) => ['ready', 'idle'].includes(engine.state())

  async function look(): Promise<void> {
    const engine = deps.engine()
    hours = await deps.hours()
    const within = hours === null || isWithin(hours, new Date())
    const held = deps.held()
    const quiet = !within || held !== undefined || (await deps.paused())
    const restMs = quiet ? Math.min(REST_SOON_MS, deps.idleMs || REST_SOON_MS) : deps.idleMs
    engine?.restAfter(holders > 0 ? REST_NOW_MS : restMs)
    if (trouble && engine && Date.now() >= trouble.notBefore && isBack(engine)) {
      log.info('analysis goes on')
      trouble = undefined
    }
    open =
      within && held === undefined && holders === 0 && trouble === undefined && engine !== undefined && deps.available()
    // One more than the slots: the next photo is prepared while the engine is busy with the others.
    if (engine && consumer.concurrency !== engine.slots + 1) consumer.concurrency = engine.slots + 1
    if (open && (consumer.isPaused() || !consumer.isRunning())) consumer.resume()
    else if (!open) close()
  }

  /** What is under way ends by itself. */
  function close(): void {
    open = false
    if (!consumer.isPaused()) void consumer.pause(true)
  }

  const closed = (async () => {
    while (!signal.aborted) {
      await look().catch((error) => log.warn({ error: messageOf(error) }, 'the hours of analysis cannot be read'))
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
    }
  })()

  function shownHours(): EngineReport['hours'] {
    if (hours === null) return undefined
    const now = new Date()
    return { hours, open: isWithin(hours, now), changesAt: nextChange(hours, now)?.toISOString() ?? null }
  }

  return {
    isOpen: () => open,
    away(reason) {
      close()
      if (trouble) return
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++)
      trouble = { reason, notBefore: Date.now() + waitMs }
      log.warn({ error: reason }, 'analysis waits')
    },
    hold() {
      holders++
      close()
      let held = true
      return () => {
        if (held) holders--
        held = false
      }
    },
    well() {
      failures = 0
    },
    report() {
      return { hours: shownHours(), held: deps.held(), trouble: trouble?.reason }
    },
    closed,
  }
}
