import { hostname } from 'node:os'
import {
  claimErrand,
  type Errand,
  type ErrandKind,
  endErrand,
  freeErrands,
  listenForErrands,
  postponeErrand,
  problemOf,
  readErrand,
  showProgress,
} from '#core/errands'
import { messageOf } from '#core/errors'
import { living } from '#core/heartbeat'
import { PullError } from '#vision/models/pull-error'
import type { Doings, ErrandDeps } from './errand-deps.js'
import { pull } from './pull.js'
import { reanalyseOthers } from './reanalyse.js'
import { remove } from './remove.js'
import { survey } from './survey.js'
import { tune } from './tune.js'
import { use } from './use.js'
import { verify } from './verify.js'

/** Notifications tell at once; this finds what was missed, and what a worker that died was at. */
const LOOK_EVERY_MS = 5_000
const PROGRESS_EVERY_MS = 700
/** After a failure of the network, the longer the more there were: it may be away for a night. */
const FIRST_WAIT_S = 30
const LONGEST_WAIT_S = 1_800

const DOINGS: Doings = { survey, pull, use, remove, verify, tune, reanalyse: reanalyseOthers }

/** What a download may fail with and succeed later. */
const PASSING = new Set(['unreachable', 'interrupted', 'stalled', 'http', 'sources', 'busy'])

interface Begun {
  kind: ErrandKind
  control: AbortController
  ended: Promise<void>
}

/** Does what the owner asks for, one errand of each kind at a time; what is under way when it stops is gone on with. */
export function startErrands(deps: ErrandDeps, stopping: AbortSignal): { close(): Promise<void> } {
  const { connection, log } = deps
  const { db } = connection
  const worker = `${hostname()}-${process.pid}`
  const begun = new Map<number, Begun>()
  let taking = Promise.resolve()

  const freeKinds = () => {
    const busy = new Set([...begun.values()].map(({ kind }) => kind))
    return (Object.keys(DOINGS) as ErrandKind[]).filter(
      (kind) => !busy.has(kind) && (kind !== 'tune' || deps.restWhile !== undefined),
    )
  }

  async function takeAll(): Promise<void> {
    while (!stopping.aborted) {
      const errand = await claimErrand(db, worker, freeKinds())
      if (!errand) return
      const control = new AbortController()
      const signal = AbortSignal.any([control.signal, stopping])
      const ended = doOne(errand, signal).finally(() => {
        begun.delete(errand.id)
        take()
      })
      begun.set(errand.id, { kind: errand.kind, control, ended })
    }
  }

  /** One after the other: each must see what the one before has begun. */
  function take(): void {
    taking = taking.then(takeAll).catch((error) => log.debug({ error: messageOf(error) }, 'no errand can be taken now'))
  }

  async function doOne(errand: Errand, signal: AbortSignal): Promise<void> {
    const { id, kind, name } = errand
    const progress = throttled((how) => showProgress(db, id, how), PROGRESS_EVERY_MS)
    log.info({ errand: kind, name }, 'an errand is begun')
    try {
      const doing = DOINGS[kind]
      if (!doing) throw new Error(`expected an errand that this version knows, got ${kind}`)
      const result = await doing(errand, deps, { signal, progress: progress.say })
      await progress.settle()
      await deps.lookAtModels()
      await endErrand(db, id, { state: 'done', result })
    } catch (error) {
      await progress.settle()
      await deps.lookAtModels().catch(() => {})
      await setAside(errand, error).catch((failure) =>
        log.warn({ errand: kind, error: messageOf(failure) }, 'the end of an errand could not be recorded'),
      )
    }
  }

  async function setAside(errand: Errand, error: unknown): Promise<void> {
    const { id, kind, name } = errand
    if ((await readErrand(db, id))?.cancelled) return await endErrand(db, id, { state: 'cancelled' })
    if (stopping.aborted) return await postponeErrand(db, id)
    const problem = problemOf(error)
    log.warn({ errand: kind, name, error: problem.message }, 'an errand failed')
    if (error instanceof PullError && PASSING.has(error.code)) {
      const seconds = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (errand.tries - 1))
      return await postponeErrand(db, id, { seconds, problem })
    }
    await endErrand(db, id, { state: 'failed', problem })
  }

  async function endCancelled(id: number): Promise<void> {
    const mine = begun.get(id)
    if (mine && (await readErrand(db, id))?.cancelled) mine.control.abort(new Error('the owner has had enough of it'))
  }
  const lookAround = () => {
    take()
    for (const id of begun.keys()) endCancelled(id).catch(() => {})
  }
  const listener = listenForErrands(connection, {
    onErrand(id) {
      if (begun.has(id)) endCancelled(id).catch(() => {})
      else take()
    },
    onGap: lookAround,
  })
  const timer = setInterval(() => {
    const alive = living(db, 'worker').then((workers) => workers.map(({ instance }) => instance))
    alive
      .then((instances) => freeErrands(db, [...instances, worker]))
      .then(lookAround)
      .catch((error) => log.debug({ error: messageOf(error) }, 'errands cannot be looked at now'))
  }, LOOK_EVERY_MS)

  return {
    async close() {
      clearInterval(timer)
      await listener.close()
      await taking
      await Promise.all([...begun.values()].map(({ ended }) => ended))
    },
  }
}

/** Says the newest at most so often; what is said meanwhile is left out. */
function throttled(write: (how: Record<string, unknown>) => Promise<void>, everyMs: number) {
  let next: Record<string, unknown> | undefined
  let writing: Promise<void> | undefined
  const run = async () => {
    while (next) {
      const now = next
      next = undefined
      await write(now).catch(() => {}) // the next one says more
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
    writing = undefined
  }
  return {
    say(how: Record<string, unknown>): void {
      next = how
      writing ??= run()
    },
    async settle(): Promise<void> {
      next = undefined
      await writing
    },
  }
}
