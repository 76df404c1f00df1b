import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { dataFolder } from '../packages/core/data-folder.js'
import { previewPath } from '../packages/core/preview-path.js'
import { projectRoot } from '../packages/core/project-root.js'
import { inContainers } from './composition.js'
import { albumen, type Daemon, startDaemon, temporaryFolder, until } from './daemon.js'

const PHOTOS = 3

/** A small daemon that tells everything it does: a few photos, one of which is none. */
describe('what is told of a running daemon', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let daemon: Daemon
  let photos: string
  const env = { ALBUMEN_LOG_LEVEL: 'debug' }
  const dataDir = () => path.join(folder.path, 'data')

  beforeAll(async () => {
    folder = await temporaryFolder()
    photos = path.join(folder.path, 'Anna and Bob')
    mkdirSync(photos)
    for (let i = 0; i < PHOTOS; i++) await draw(`scene-${i}.jpg`, i)
    writeFileSync(path.join(photos, 'broken.jpg'), 'no picture')
    daemon = await startDaemon({ dataDir: dataDir(), folders: [photos], env })
    await analysed(PHOTOS)
  })
  afterAll(async () => {
    await daemon?.stop()
    await folder?.remove()
  })

  async function draw(name: string, seed: number): Promise<void> {
    const scenes = '../models/nano-vl/scenes.mjs'
    const { render } = (await import(scenes)) as { render(seed: number, size: object): Promise<{ jpeg: Buffer }> }
    writeFileSync(path.join(photos, name), (await render(9_100_000 + seed, { min: 128, max: 192 })).jpeg)
  }
  const analysed = (count: number) =>
    until(`${count} photos to be analysed`, async () => {
      const { photos, files } = await daemon.get<{ photos: { analysed: number }; files: { pending: number } }>(
        '/status',
      )
      return photos.analysed === count && files.pending === 0
    })
  const scrape = async () => await (await fetch(`${daemon.address}/metrics`)).text()
  const sample = (text: string, name: string, labels: Record<string, string>) => {
    const found = text.split('\n').filter((line) => {
      if (!line.startsWith(`${name}{`) && !line.startsWith(`${name} `)) return false
      return Object.entries(labels).every(([key, value]) => line.includes(`${key}="${value}"`))
    })
    expect(found.length, `${name} ${JSON.stringify(labels)}: ${found.join('\n')}`).toBeLessThan(2)
    return found[0] === undefined ? undefined : Number(found[0].split(' ').at(-1))
  }

  it('exports every metric that the dashboard and the alert rules name', async () => {
    const exported = new Set([...(await scrape()).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name))
    const folder = path.join(projectRoot, 'deploy/grafana')
    const dashboard = JSON.parse(readFileSync(path.join(folder, 'dashboard.json'), 'utf8'))
    const rules = parse(readFileSync(path.join(folder, 'alerts.yml'), 'utf8'))
    const expressions: string[] = [
      ...dashboard.panels.flatMap(({ targets = [] }: { targets?: { expr: string }[] }) =>
        targets.map(({ expr }) => expr),
      ),
      ...dashboard.annotations.list.map(({ expr }: { expr: string }) => expr),
      ...dashboard.templating.list.flatMap(({ definition }: { definition?: string }) => definition ?? []),
      ...rules.groups.flatMap(({ rules }: { rules: { expr: string }[] }) => rules.map(({ expr }) => expr)),
    ]
    expect(expressions.length).toBeGreaterThan(50)
    const named = expressions.flatMap((text) => text.match(/albumen_\w+/g) ?? [])
    const unknown = named.filter(
      (name) => !exported.has(name.replace(/_(bucket|sum|count)$/, '')) && !exported.has(name),
    )
    expect(unknown).toEqual([])
    // And nothing is counted that nobody would see.
    const shown = new Set(named.flatMap((name) => [name, name.replace(/_(bucket|sum|count)$/, '')]))
    expect([...exported].filter((name) => !shown.has(name as string))).toEqual(['albumen_engine_ready']) // the states say more
  })

  it('counts what every process has done, once', async () => {
    const text = await until('the numbers of the worker', async () => {
      const now = await scrape()
      return sample(now, 'albumen_answers_total', { result: 'valid' }) === PHOTOS ? now : null
    })
    expect(sample(text, 'albumen_files_ingested_total', { result: 'new' })).toBe(PHOTOS)
    expect(sample(text, 'albumen_files_ingested_total', { result: 'broken' })).toBe(1)
    expect(sample(text, 'albumen_failures_total', { stage: 'ingest' })).toBe(1)
    for (const [stage, step] of ['ingest read', 'ingest examine', 'analyse prompt', 'analyse generation'].map((each) =>
      each.split(' '),
    )) {
      const labels = { stage: stage as string, step: step as string }
      expect(sample(text, 'albumen_stage_duration_seconds_count', labels)).toBeGreaterThanOrEqual(PHOTOS)
    }
    expect(sample(text, 'albumen_tokens_total', { kind: 'prompt' })).toBeGreaterThan(100)
    const ofTheTree = inContainers ? [] : ['database', 'supervisor']
    for (const process of ['api', 'worker', 'watcher', 'vision engine', ...ofTheTree]) {
      if (process.includes(' ') && globalThis.process.platform !== 'linux') continue
      expect(sample(text, 'albumen_process_resident_memory_bytes', { process }), process).toBeGreaterThan(1e6)
    }
  })

  it('measures how long a new file takes into the queue', async () => {
    await draw('arrival.jpg', 99)
    await analysed(PHOTOS + 1)
    await until('the watcher to tell', async () => {
      const count = sample(await scrape(), 'albumen_watcher_lag_seconds_count', { share: 'Anna and Bob' })
      return count !== undefined && count > 0
    })
  })

  it('follows each photo through the log by its id, and keeps secrets out of it', async () => {
    const secret = 'alb_abcdefghijklmnopqrstuvwxyz'
    await fetch(`${daemon.address}/api/v1/photos?access_token=${secret}&limit=nonsense`)
    await fetch(`${daemon.address}/api/v1/photos`, {
      headers: { authorization: `Bearer ${secret}`, host: 'evil.example' },
    })
    const linesOf = (text: string) =>
      text.split('\n').flatMap((line) => (line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line)] : []))
    const [row] = await daemon.sql<{ id: string }>(`select id from photos where state = 'analysed' limit 1`)
    const stages = ['ingest', 'analyse']
    const lines = await until('the photo to be told of', async () => {
      const told = linesOf(daemon.log())
      return stages.every((stage) => told.some((line) => line.photo === row?.id && line.stage === stage)) && told
    })
    expect(daemon.log()).not.toContain(secret)
    const mine = lines.filter((line) => line.photo === row?.id)
    for (const line of mine) expect(line).toMatchObject({ job: expect.any(String), level: expect.any(Number) })
    const broken = lines.find(({ msg }) => msg === 'the file is no sound picture')
    expect(broken).toMatchObject({ stage: 'ingest', file: expect.any(Number), code: expect.any(String), level: 30 })
  })

  it('is sound by the deepest look, and can be shown to others', async () => {
    const deep = albumen(dataDir(), ['doctor', '--deep', '--json'])
    const wrong = JSON.parse(deep.out).filter(({ code }: { code: string }) => code !== 'ok')
    expect(wrong).toEqual([])
    expect(deep.code).toBe(0)

    const [row] = await daemon.sql<{ id: string }>(`select id from photos where state = 'analysed' limit 1`)
    const lost = previewPath(dataFolder(dataDir()).previews, row?.id as string, 'preview')
    rmSync(lost)
    expect(albumen(dataDir(), ['doctor', '--deep'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('✗ previews'),
    })
    const repaired = albumen(dataDir(), ['doctor', '--deep', '--repair'])
    expect(repaired).toMatchObject({ code: 0, out: expect.stringContaining('1 of them put right') })
    await until('the preview to be made anew', async () => existsSync(lost))
    const report = albumen(dataDir(), ['doctor', '--report'], { ALBUMEN_SERVER_KEY: 'very-secret' })
    expect(report.out).toContain('## Albumen')
    expect(report.out).toContain('| photos analysed | 4 |')
    for (const name of ['Anna', 'very-secret', folder.path]) expect(report.out).not.toContain(name)
    expect(albumen(dataDir(), ['doctor', '--repair']).err).toContain('give both')
    const none = albumen(path.join(folder.path, 'none'), ['doctor', '--deep'])
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining('There is no library') })
  })

  it('says of each process whether it lives, and begins its counters anew when it was killed', async () => {
    expect(albumen(dataDir(), ['healthcheck'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('worker is well'),
    })
    const before = (await daemon.info()).processes.worker as number
    process.kill(before, 'SIGKILL')
    await until('another worker', async () => (await daemon.info()).processes.worker !== before)
    await until('its numbers', async () => sample(await scrape(), 'albumen_answers_total', { result: 'valid' }) === 0)
    await until('its heartbeat', async () => albumen(dataDir(), ['healthcheck', 'worker']).code === 0)
    const rows = await daemon.sql(`select instance from heartbeats where service = 'worker'`)
    expect(rows).toHaveLength(1)
    expect(albumen(dataDir(), ['healthcheck', 'cook'])).toMatchObject({ code: 1 })
    await daemon.stop()
    expect(albumen(dataDir(), ['healthcheck']).code).toBe(1)
  })
})
