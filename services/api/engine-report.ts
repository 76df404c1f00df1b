import type { Database } from '#core/database/connect'
import { type EngineReport, living, type TextReport, type WorkerInfo } from '#core/heartbeat'

export interface EngineStatus {
  kind: string
  model: string | null
  state: string
  concurrency: number
  reason?: string
  hint?: string
}

/** The engines of the living workers; the ones that are ready first. */
export async function livingEngines(db: Database): Promise<{ workers: number; engines: EngineReport[] }> {
  const workers = await living<WorkerInfo>(db, 'worker')
  const engines = workers.flatMap((worker) => (worker.info.engine ? [worker.info.engine] : []))
  engines.sort((a, b) => Number(b.state === 'ready') - Number(a.state === 'ready'))
  return { workers: workers.length, engines }
}

/** One engine for the owner to see: the best of them, with the places of all that are ready. */
export async function engineStatus(db: Database): Promise<EngineStatus> {
  const { workers, engines } = await livingEngines(db)
  const [best] = engines
  if (!best) {
    const reason = workers === 0 ? 'No worker is running.' : 'No running worker analyses photos.'
    const hint =
      workers === 0
        ? 'Look at the log; `albumen up` starts a worker again by itself.'
        : 'Let a worker serve the queue "analyse" (ALBUMEN_QUEUES).'
    return { kind: 'none', model: null, state: 'stopped', concurrency: 0, reason, hint }
  }
  const ready = engines.filter((engine) => engine.state === 'ready')
  const { endpoint: _, ...shown } = best
  return { ...shown, concurrency: ready.reduce((sum, each) => sum + each.concurrency, 0) || best.concurrency }
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
  const reason = workers.length === 0 ? 'No worker is running.' : 'No running worker embeds photos.'
  return { state: 'stopped', model: null, version: null, dimensions: 0, reason }
}
