import type { Database } from '#core/database/connect'
import { type EngineReport, living, type TextReport, type WorkerInfo } from '#core/heartbeat'
import { say } from '#core/sentences/say'

/** What the owner sees of an engine; `stopped` when no worker has one. */
export type EngineStatus = Omit<EngineReport, 'endpoint' | 'state'> & { state: EngineReport['state'] | 'stopped' }

/** One that answers when it is asked, now or after loading its model. */
export const isUsable = ({ state }: EngineReport) => state === 'ready' || state === 'idle'

/** The engines of the living workers; the ones that are ready first. */
export async function livingEngines(db: Database): Promise<{ workers: number; engines: EngineReport[] }> {
  const workers = await living<WorkerInfo>(db, 'worker')
  const engines = workers.flatMap((worker) => (worker.info.engine ? [worker.info.engine] : []))
  const rank = (engine: EngineReport) => (engine.state === 'ready' ? 0 : isUsable(engine) ? 1 : 2)
  engines.sort((a, b) => rank(a) - rank(b))
  return { workers: workers.length, engines }
}

/** One engine for the owner to see: the best of them, with the places of all that are ready. */
export async function engineStatus(db: Database): Promise<EngineStatus> {
  const { workers, engines } = await livingEngines(db)
  const [best] = engines
  if (!best) {
    const reason = workers === 0 ? say('no_worker') : say('no_worker_analyses')
    const hint = workers === 0 ? say('no_worker_hint') : say('no_worker_analyses_hint')
    return { kind: 'none', model: null, state: 'stopped', concurrency: 0, reason, hint }
  }
  const usable = engines.filter(isUsable)
  const { endpoint: _, ...shown } = best
  return { ...shown, concurrency: usable.reduce((sum, each) => sum + each.concurrency, 0) || best.concurrency }
}

export type TextStatus = Omit<TextReport, 'endpoint' | 'state'> & { state: TextReport['state'] | 'stopped' }

/** The text engine that questions go to, for the owner to see. */
export async function textStatus(db: Database): Promise<TextStatus> {
  const workers = await living<WorkerInfo>(db, 'worker')
  const reports = workers.flatMap(({ info }) => (info.text ? [info.text] : []))
  const best = reports.find(({ state }) => state === 'ready') ?? reports.find(({ endpoint }) => endpoint) ?? reports[0]
  if (best) {
    const { endpoint: _, ...shown } = best
    return shown
  }
  const reason = workers.length === 0 ? say('no_worker') : say('no_worker_embeds')
  return { state: 'stopped', model: null, version: null, dimensions: 0, reason }
}
