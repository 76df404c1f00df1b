import type { QueueOptions } from 'bullmq'
import { messageOf } from './errors.js'
import type { Log } from './log.js'

/** Packages that are not installed unless the owner wants traces: 30 MB that few need. */
const LOADED = ['@opentelemetry/sdk-trace-node', '@opentelemetry/exporter-trace-otlp-http', 'bullmq-otel']
const INSTALL = `npm install --no-save @opentelemetry/api ${LOADED.join(' ')}`

export interface Tracing {
  /** what the queues are given, so that a job's trace goes on where it was enqueued */
  telemetry: NonNullable<QueueOptions['telemetry']>
  /** Sends what is left. */
  close(): Promise<void>
}

/**
 * Traces across the queues, sent by OTLP over HTTP: one trace leads from a new file through reading to its analysis, over
 * processes and machines. Without an endpoint nothing is loaded and nothing is measured. Where the packages are missing
 * it says so, and everything goes on without.
 */
export async function openTracing(
  endpoint: string | undefined,
  service: string,
  log: Log,
): Promise<Tracing | undefined> {
  if (!endpoint) return undefined
  try {
    const [sdk, exporter, bullmq] = (await Promise.all(LOADED.map((name) => import(name)))) as [
      NodeSdk,
      Exporter,
      BullMq,
    ]
    process.env.OTEL_SERVICE_NAME ??= `albumen-${service}` // where the library reads it
    const processor = new sdk.BatchSpanProcessor(new exporter.OTLPTraceExporter())
    const provider = new sdk.NodeTracerProvider({ spanProcessors: [processor] })
    provider.register()
    log.info({ endpoint }, 'traces are sent')
    return {
      telemetry: new bullmq.BullMQOtel({ tracerName: 'albumen' }),
      close: () => provider.shutdown(),
    }
  } catch (error) {
    const hint = `In the folder of Albumen: ${INSTALL}`
    log.warn({ error: messageOf(error), hint }, 'OTEL_EXPORTER_OTLP_ENDPOINT is set, but traces cannot be sent')
    return undefined
  }
}

/** As much of these packages as is used; they are not there when this is compiled. */
interface NodeSdk {
  BatchSpanProcessor: new (exporter: object) => object
  NodeTracerProvider: new (options: { spanProcessors: object[] }) => { register(): void; shutdown(): Promise<void> }
}
interface Exporter {
  OTLPTraceExporter: new () => object
}
interface BullMq {
  BullMQOtel: new (options: { tracerName: string }) => Tracing['telemetry']
}
