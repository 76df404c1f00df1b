import { cpSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inContainers } from './composition.js'
import { albumen, type Daemon, startDaemon, temporaryFolder, until } from './daemon.js'
import { demoFolder, putScene, putScenes, scenes } from './demo-scenes.js'

describe('without a model', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let daemon: Daemon
  let photos: string
  const env = { ALBUMEN_MODEL: '' }
  const engine = async () => {
    const status = await daemon.get<{ engine: { state: string; model: string | null; hint: string } }>('/status')
    return status.engine
  }
  const models = () => path.join(daemon.dataDir, 'models')

  beforeAll(async () => {
    folder = await temporaryFolder()
    photos = path.join(folder.path, 'photos')
    await putScenes(photos)
    daemon = await startDaemon({ dataDir: path.join(folder.path, 'data'), folders: [photos], env })
  })
  afterAll(async () => {
    await daemon?.stop()
    await folder?.remove()
  })

  it('ingests, and finds by date, place and name at once', async () => {
    await until('all photos to be ingested', async () => {
      const { files } = await daemon.get<{ files: { ingested: number } }>('/status')
      return files.ingested === scenes.length
    })
    const inSanya = await daemon.get<{ items: unknown[] }>(`/search?q=${encodeURIComponent('三亚')}`)
    expect(inSanya.items).toHaveLength(scenes.filter((scene) => scene.gps?.[0] === 18.2206).length)
    const byName = await daemon.get<{ items: unknown[] }>('/search?q=receipt')
    expect(byName.items).toHaveLength(1)
    const in2024 = await daemon.get<{ items: unknown[] }>('/photos?from=2024-01-01&to=2024-12-31&limit=100')
    expect(in2024.items).toHaveLength(scenes.filter((scene) => scene.taken.startsWith('2024')).length)
  })

  it('says that it waits for a model and how to get one', async () => {
    const { state, hint } = await engine()
    expect(state).toBe('waiting')
    expect(hint).toContain('ALBUMEN_SERVER_URL')
    if (!inContainers) await until('the terminal to say so', async () => daemon.output().includes(hint))
    expect(albumen(daemon.dataDir, ['status'], env).out).toContain(hint)
  })

  it('goes on by itself once a model is in the models folder', async () => {
    for (const file of ['nano-vl-mmproj.gguf', 'nano-vl.gguf'])
      cpSync(path.join(demoFolder, '..', file), path.join(models(), file))
    await until('some photos to be analysed', async () => {
      const { photos } = await daemon.get<{ photos: { analysed: number } }>('/status')
      return photos.analysed > 2
    })
  })

  it('takes another model while everything runs, and waits again when both are gone', async () => {
    const second = path.join(models(), 'second')
    mkdirSync(second)
    cpSync(path.join(demoFolder, '..', 'nano-vl-mmproj.gguf'), path.join(second, 'mmproj.gguf'))
    cpSync(path.join(demoFolder, '..', 'nano-vl.gguf'), path.join(second, 'second.gguf'))
    await until('the newer model', async () => (await engine()).model === 'second')
    await putScene('red-car', path.join(photos, 'one more.jpg'), 128)
    const seenBy = await until('a new photo to be analysed', async () => {
      const rows = await daemon.sql<{ model: string }>(`select model from analyses a
        join files f on f.photo_id = a.photo_id where f.path = 'one more.jpg'`)
      return rows[0]?.model
    })
    expect(seenBy).toBe('second')
    expect(await daemon.sql('select model from analyses order by id limit 1')).toEqual([{ model: 'nano-vl' }])
    for (const each of ['nano-vl-mmproj.gguf', 'nano-vl.gguf', 'second']) {
      rmSync(path.join(models(), each), { recursive: true })
    }
    await until('nothing to see with', async () => (await engine()).state === 'waiting')
  })
})

// A composition has no demo: its photos are named in .env.
describe.skipIf(inContainers)('the demo', () => {
  it('starts with nothing given, in a data folder of its own', async () => {
    const folder = await temporaryFolder()
    const daemon = await startDaemon({ dataDir: folder.path })
    try {
      await until('the demo to be read, and being analysed', async () => {
        const { photos } = await daemon.get<{ photos: { total: number; analysed: number } }>('/status')
        return photos.total === scenes.length && photos.analysed > 0
      })
      expect(daemon.output()).toContain('demo library')
      const again = albumen(folder.path, ['up', '--demo'])
      expect(again.code).toBe(1)
      expect(again.err).toContain('already running')
      const restored = albumen(folder.path, ['restore', path.join(demoFolder, 'labels.jsonl')])
      expect(restored.err).toMatch(/demo is running on this data folder \(process \d+\)/)
    } finally {
      await daemon.stop()
      await folder.remove()
    }
  })
})

describe('analyse without a daemon', () => {
  it('prints one analysis a line, and an error for what is no photo', async () => {
    const folder = await temporaryFolder()
    const photo = path.join(folder.path, 'red-car.jpg')
    await putScene('red-car', photo)
    const { out, code } = albumen(folder.path, ['analyse', photo, '/etc/hostname', '--json'])
    const [car, none] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(car).toMatchObject({ file: photo, category: 'vehicle', model: 'nano-vl' })
    expect(none).toMatchObject({ file: '/etc/hostname', error: expect.any(String) })
    expect(code).toBe(1)
    await folder.remove()
  })

  it('says what is wrong with a setting', async () => {
    const folder = await temporaryFolder()
    const unknown = albumen(folder.path, ['status'], { ALBUMEN_PROT: '1' })
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('ALBUMEN_PROT') })
    const missing = albumen(folder.path, ['up', '/nowhere/at/all'])
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('/nowhere/at/all') })
    const header = albumen(folder.path, ['status'], { ALBUMEN_AUTH_HEADER: 'Remote-User' })
    expect(header).toMatchObject({ code: 1, err: expect.stringContaining('ALBUMEN_TRUSTED_PROXIES') })
    await folder.remove()
  })
})
