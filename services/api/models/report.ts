import type { Database } from '#core/database/connect'
import { askErrand } from '#core/errands'
import { living, type ModelsReport, type WorkerInfo } from '#core/heartbeat'
import { say } from '#core/sentences/say'
import type { Hardware } from '#vision/tuning/hardware'
import { Problem } from '../problem.js'

export type Report = Omit<ModelsReport, 'hardware'> & { hardware: Hardware | undefined }

/**
 * What a worker says of its models and its machine; the one that analyses photos, where there are several.
 * @throws Problem 503 when there is none
 */
export async function readModelsReport(db: Database): Promise<Report> {
  const workers = await living<WorkerInfo>(db, 'worker')
  workers.sort((a, b) => Number(!a.info.engine) - Number(!b.info.engine) || a.instance.localeCompare(b.instance))
  const report = workers.find(({ info }) => info.models)?.info.models
  if (!report) {
    throw new Problem(503, say('no_worker_models'), { code: 'no_worker', hint: say('no_worker_hint') })
  }
  // The worker is this program's own, and so is what it says.
  return { ...report, hardware: report.hardware as Hardware | undefined }
}

/** Has the worker look at its machine where it has not yet; it tells within seconds. */
export async function wantSurvey(db: Database, report: Report): Promise<void> {
  if (!report.hardware) await askErrand(db, { kind: 'survey' })
}
