import type { Server } from 'node:http'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from '#core/config'
import type { Connection } from '#core/database/connect'
import type { Log } from '#core/log'
import type { Metrics } from '#core/metrics/metrics'
import type { Queues } from '#core/queues'
import type { SemanticSearch } from '#core/search/semantic/semantic'

/** What the api is made of; passed in, so that tests run it on a database and a folder of their own. */
export interface ApiDeps {
  connection: Connection
  queues: Queues
  config: Config
  /** where ingest writes thumbnails and previews */
  previewsDir: string
  log: Log
  /** what this process counts; without it nothing is kept of that */
  metrics?: Metrics | undefined
  /** where there is an embedding model */
  semantic?: SemanticSearch
  /** what `albumen` shows on behalf of the owner of the data folder; made anew at each start */
  commandKey?: string | undefined
}

/** A server whose routes are typed by their zod schemas. */
export type Api = FastifyInstance<
  Server,
  RawRequestDefaultExpression<Server>,
  RawReplyDefaultExpression<Server>,
  FastifyBaseLogger,
  ZodTypeProvider
>
