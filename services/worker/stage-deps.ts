import type { Config } from '#core/config'
import type { DataFolder } from '#core/data-folder'
import type { Connection } from '#core/database/connect'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import type { Queues } from '#core/queues'
import type { Holds } from './holds/holds.js'

/** What each stage of the worker is made of; the signal is aborted when the worker stops. */
export interface StageDeps {
  connection: Connection
  queues: Queues
  config: Config
  folder: DataFolder
  log: Log
  holds: Pick<Holds, 'writing' | 'analysis'>
  metrics: Metrics
  signal: AbortSignal
}
