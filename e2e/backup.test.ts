import { cpSync, existsSync, renameSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewPath } from '../packages/core/preview-path.js'
import { inContainers, loseComposition } from './composition.js'
import { albumen, startDaemon, temporaryFolder, until } from './daemon.js'
import { demoFolder, putScenes } from './demo-scenes.js'

interface Status {
  photos: { total: number; analysed: number }
  files: { pending: number; ingested: number }
}

const names = ['red-car', 'red-flowers', 'city-day']

describe('a library whose disk has died', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let file: string
  beforeAll(async () => {
    folder = await temporaryFolder()
  })
  afterAll(() => folder.remove())

  it('comes back from its backup on another machine, without analysing anything again', async () => {
    const photos = path.join(folder.path, 'photos')
    const dataDir = path.join(folder.path, 'data')
    const kept = path.join(folder.path, 'usb-stick')
    await putScenes(photos, names)
    const first = await startDaemon({ dataDir, folders: [photos] })
    const total = await until('all photos to be analysed', async () => {
      const { photos: counted, files } = await first.get<Status>('/status')
      return files.pending === 0 && counted.total === names.length && counted.analysed === counted.total
        ? counted.total
        : null
    })
    await first.post('/saved-searches', { name: 'red things', query: { q: 'red' } })
    const before = await first.sql<{ id: string; at: Date }>('select id, analysed_at as at from photos order by id')
    const backup = albumen(dataDir, ['backup', ...(inContainers ? [] : ['--to', kept]), '--json']) // while it runs
    expect(backup.err).toBe('')
    file = (JSON.parse(backup.out) as { file: string }).file
    if (inContainers) file = carriedAway(file, dataDir, kept)
    expect(albumen(dataDir, ['restore', file]).err).toMatch(
      inContainers ? /still works on this database \(.*worker.*\)/ : /is running on this data folder/,
    )
    await first.stop()

    await loseComposition(dataDir)
    const moved = path.join(folder.path, 'volume2')
    renameSync(photos, moved)

    expect(albumen(dataDir, ['backup', 'verify', file]).out).toMatch(/is sound/)
    const restored = albumen(dataDir, ['restore', file, '--map', `${photos}=${moved}`])
    expect(restored.err).toBe('')
    expect(restored.out).toContain(`${total} previews will be made again.`)

    const second = await startDaemon({ dataDir, folders: [moved] })
    try {
      const previews = path.join(dataDir, 'previews')
      await until('the previews to be there again', async () =>
        before.every(({ id }) => existsSync(previewPath(previews, id, 'preview'))),
      )
      await until('search to know them', async () => {
        const { items } = await second.get<{ items: unknown[] }>('/search?q=red')
        return items.length > 0
      })
      expect(await second.sql('select id, analysed_at as at from photos order by id')).toEqual(before)
      expect(await second.sql('select count(*)::int as n from analyses')).toEqual([{ n: total }])
      expect(await second.sql('select name from saved_searches')).toEqual([{ name: 'red things' }])
    } finally {
      await second.stop()
    }
    // a safety net for whoever restores the wrong one
    const replaced = albumen(dataDir, ['restore', file, '--replace', '--map', `${photos}=${moved}`])
    expect(replaced.out).toMatch(/What was there before is kept in/)
    expect(albumen(dataDir, ['backup', 'list']).out).toContain('manual')
  })

  // A composition has none.
  it.skipIf(inContainers)('takes the place of a demo, which is no library that anybody would miss', async () => {
    const dataDir = path.join(folder.path, 'tried')
    // Begun on the page with "only look around", the demo lies in the owner's own library; nothing need be seen of it.
    const env = { ALBUMEN_MODEL: '' }
    const own = await startDaemon({ dataDir, folders: [demoFolder], env })
    await until('a scene of the demo to be known', async () => (await own.sql('select from photos')).length > 0)
    await own.stop()

    const restored = albumen(dataDir, ['restore', file])
    expect(restored.err).toBe('')
    expect(restored.out).toMatch(/Only the demo is there: the backup takes its place/)
    expect(restored.out).toContain(`${names.length} photos are known again`)
    const again = albumen(dataDir, ['restore', file])
    expect(again.err).toMatch(/There is a library already, with 3 photos/)
  })
})

/** Copied from the data folder of the containers, where they write. @returns where it is */
function carriedAway(file: string, dataDir: string, to: string): string {
  const copy = path.join(to, path.basename(file))
  cpSync(path.join(dataDir, path.relative('/data', file)), copy)
  return copy
}
