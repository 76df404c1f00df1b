import { describe, expect, it } from 'vitest'
import { merge } from './merge.js'
import { createMetrics } from './metrics.js'
import { memoryOf, withDescendants } from './process-metrics.js'
import { described, render } from './render.js'

describe('what a process counts', () => {
  it('is told with what was observed and read, and a reading that fails is left out', async () => {
    const metrics = createMetrics()
    metrics.count('albumen_jobs_total', { queue: 'ingest', outcome: 'done' })
    metrics.count('albumen_jobs_total', { queue: 'ingest', outcome: 'done' }, 2)
    metrics.observe('albumen_engine_load_seconds', 2)
    metrics.gauge('albumen_process_resident_memory_bytes', () => [{ value: 7 }])
    metrics.gauge('albumen_process_resident_memory_bytes', () => Promise.reject(new Error('gone')))
    await expect(
      metrics.time('albumen_stage_duration_seconds', { stage: 'ingest', step: 'read' }, async () => {
        throw new Error('unreadable')
      }),
    ).rejects.toThrow('unreadable')
    const snapshot = await metrics.snapshot()
    expect(snapshot.albumen_jobs_total).toEqual([{ labels: { queue: 'ingest', outcome: 'done' }, value: 3 }])
    expect(snapshot.albumen_engine_load_seconds?.[0]?.value).toMatchObject({ sum: 2, count: 1 })
    expect(snapshot.albumen_process_resident_memory_bytes).toEqual([{ labels: {}, value: 7 }])
    expect(snapshot.albumen_stage_duration_seconds?.[0]?.value).toMatchObject({ count: 1 })
  })

  it('does not change under the hands of whoever was told', async () => {
    const metrics = createMetrics()
    metrics.observe('albumen_engine_load_seconds', 1)
    const before = await metrics.snapshot()
    metrics.observe('albumen_engine_load_seconds', 1)
    expect(before.albumen_engine_load_seconds?.[0]?.value).toMatchObject({ count: 1 })
  })
})

it('adds up processes that cannot be told apart, and keeps the others apart', async () => {
  const counting = async (tokens: number) => {
    const metrics = createMetrics()
    metrics.count('albumen_tokens_total', { kind: 'prompt' }, tokens)
    metrics.observe('albumen_engine_load_seconds', tokens)
    metrics.gauge('albumen_process_resident_memory_bytes', () => [{ labels: { process: 'vision engine' }, value: 1 }])
    return await metrics.snapshot()
  }
  const nas = { process: 'worker', host: 'nas' }
  const merged = merge([
    { labels: nas, snapshot: await counting(1) },
    { labels: nas, snapshot: await counting(2) },
    { labels: { process: 'worker', host: 'gpu' }, snapshot: await counting(4) },
  ])
  expect(merged.albumen_tokens_total).toEqual([
    { labels: { ...nas, kind: 'prompt' }, value: 3 },
    { labels: { process: 'worker', host: 'gpu', kind: 'prompt' }, value: 4 },
  ])
  expect(merged.albumen_engine_load_seconds?.map(({ value }) => value)).toMatchObject([
    { sum: 3, count: 2 },
    { sum: 4, count: 1 },
  ])
  expect(merged.albumen_process_resident_memory_bytes?.map(({ labels }) => labels)).toEqual([
    { process: 'vision engine', host: 'nas' },
    { process: 'vision engine', host: 'gpu' },
  ])
})

it('writes what Prometheus reads, and leaves out what it does not know', () => {
  const names = ['albumen_jobs_total', 'albumen_tokens_total', 'albumen_engine_load_seconds']
  const about = Object.fromEntries(names.flatMap((name) => (described[name] ? [[name, described[name]]] : [])))
  const text = render(
    {
      albumen_jobs_total: [{ labels: { queue: 'a "b"\\\n' }, value: 2 }],
      albumen_of_a_newer_version: [{ labels: {}, value: 1 }],
      albumen_engine_load_seconds: [{ labels: {}, value: { buckets: [1, 2], sum: 3, count: 3 } }],
      albumen_tokens_total: [],
    },
    about,
  )
  expect(text.split('\n')).toEqual([
    expect.stringMatching(/^# HELP albumen_jobs_total /),
    '# TYPE albumen_jobs_total counter',
    'albumen_jobs_total{queue="a \\"b\\"\\\\\\n"} 2',
    expect.stringMatching(/^# HELP albumen_tokens_total /),
    '# TYPE albumen_tokens_total counter',
    expect.stringMatching(/^# HELP albumen_engine_load_seconds /),
    '# TYPE albumen_engine_load_seconds histogram',
    '',
  ])
})

it.runIf(process.platform === 'linux')('finds the memory of other processes', async () => {
  const [reading] = await memoryOf('me', [process.pid])
  expect(reading).toEqual({ labels: { process: 'me' }, value: expect.any(Number) })
  expect(reading?.value).toBeGreaterThan(10e6)
  expect(await memoryOf('nobody', [2 ** 22 + 1])).toEqual([])
  expect(await withDescendants(process.ppid)).toContain(process.pid)
})
