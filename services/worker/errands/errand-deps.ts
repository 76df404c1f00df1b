import type { Config } from '#core/config'
import type { DataFolder } from '#core/data-folder'
import type { Connection } from '#core/database/connect'
import type { Errand, ErrandKind } from '#core/errands'
import type { Log } from '#core/log'
import type { Queues } from '#core/queues'
import type { Survey } from '../survey.js'

/** What errands are done with. */
export interface ErrandDeps {
  connection: Connection
  queues: Queues
  /** as the process was started */
  config: Config
  /** the same with what the owner has chosen since */
  ownersConfig(): Promise<Config>
  folder: DataFolder
  survey: Survey
  /** looks at the models folder now */
  lookAtModels(): Promise<void>
  /** where this worker analyses photos */
  restWhile: (<T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>) | undefined
  log: Log
}

/** How one errand is under way. */
export interface UnderWay {
  /** aborted when its owner has had enough of it, or the worker stops */
  signal: AbortSignal
  progress(how: Record<string, unknown>): void
}

/** Does one errand. @returns what is to be told about it */
export type Doing = (errand: Errand, deps: ErrandDeps, underWay: UnderWay) => Promise<Record<string, unknown>>
export type Doings = Partial<Record<ErrandKind, Doing>>
