import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createLog } from './log.js'
import { openQueues } from './queues.js'
import { testDatabase } from './testing/postgres.js'
import { openTracing } from './tracing.js'

const lines: Record<string, unknown>[] = []
const log = createLog('test', 'info', { write: (line: string) => void lines.push(JSON.parse(line)) })

const installed = (() => {
  try {
    return Boolean(createRequire(import.meta.url).resolve('bullmq-otel'))
  } catch {
    return false
  }
})()

it('does nothing unless an endpoint is set', async () => {
  expect(await openTracing(undefined, 'worker', log)).toBeUndefined()
  expect(lines).toEqual([])
})

it.skipIf(installed)('says what to install where its packages are missing, and goes on without', async () => {
  expect(await openTracing('http://127.0.0.1:4318', 'worker', log)).toBeUndefined()
  expect(lines.at(-1)).toMatchObject({ level: 40, hint: expect.stringMatching(/npm install --no-save .*bullmq-otel/) })
})

it.runIf(installed)('follows a job from where it was enqueued through the work to the next queue', async () => {
  const spans: { name: string; traceId: string }[] = []
  const collector = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(body)
      for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans)
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const tracing = await openTracing(process.env.OTEL_EXPORTER_OTLP_ENDPOINT, 'worker', log)
  const { url } = await testDatabase()
  const queues = await openQueues({ databaseUrl: url }, log, { telemetry: tracing?.telemetry })
  const photoId = 'a'.repeat(64)
  await new Promise<void>((resolve) => {
    const settings = { concurrency: 1, maxStalledCount: 1 }
    queues.consume('ingest', () => queues.embed.add([{ id: 'next', payload: { photoId } }]), settings)
    queues.consume('embed', async () => resolve(), settings)
    void queues.ingest.add([{ id: 'first', payload: { fileId: 1 } }])
  })
  await queues.close()
  await tracing?.close()
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
  collector.close()
  const processed = spans.filter(({ name }) => /process/.test(name))
  expect(processed.map(({ name }) => name).sort()).toEqual(['process embed', 'process ingest'])
  expect(new Set(processed.map(({ traceId }) => traceId)).size).toBe(1)
})
