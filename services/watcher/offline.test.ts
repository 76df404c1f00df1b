import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createMemoryCatalogue } from './memory-catalogue.js'
import {
  afterwards,
  expectPresent,
  found,
  paths,
  put,
  quick,
  settled,
  shareAt,
  slow,
  start,
  states,
  temporaryFolder,
} from './testing.js'
import { watchShare } from './watch-share.js'

for (const mode of ['native', 'poll'] as const) {
  describe(`a share that vanishes (${mode})`, () => {
    it('is offline, loses nothing, and comes back by itself', async () => {
      const parent = temporaryFolder()
      const root = join(parent, 'share')
      for (const path of ['1.jpg', 'a/2.jpg', 'a/deep/3.jpg']) put(root, path)
      const { catalogue } = start(shareAt(root, { mode }))
      await settled(catalogue)
      await expectPresent(catalogue, ['1.jpg', 'a/2.jpg', 'a/deep/3.jpg'])
      const before = found(catalogue).length

      renameSync(root, join(parent, 'elsewhere'))
      await expect.poll(() => states(catalogue).at(-1), slow).toBe('offline')
      mkdirSync(root) // the mount point without its disk
      await wait(500)
      expect(states(catalogue).at(-1)).toBe('offline')
      expect(paths(catalogue, 'missing')).toEqual([])

      put(join(parent, 'elsewhere'), 'a/4.jpg')
      rmSync(root, { recursive: true })
      renameSync(join(parent, 'elsewhere'), root)
      await expectPresent(catalogue, ['1.jpg', 'a/2.jpg', 'a/4.jpg', 'a/deep/3.jpg'])
      expect(states(catalogue).filter((state) => state === 'offline').length).toBeLessThanOrEqual(2)
      expect(states(catalogue).at(-1)).toBe('online')
      expect(found(catalogue).slice(before)).toEqual(['a/4.jpg'])

      // events arrive again
      put(root, 'a/deep/5.jpg')
      await expectPresent(catalogue, ['1.jpg', 'a/2.jpg', 'a/4.jpg', 'a/deep/3.jpg', 'a/deep/5.jpg'])
      expect(paths(catalogue, 'missing')).toEqual([])
    })
  })
}

describe('the root', () => {
  it('may be another one when known files are in it', async () => {
    const root = temporaryFolder()
    put(root, '1.jpg')
    const catalogue = createMemoryCatalogue()
    const share = shareAt(root, { device: 1n, inode: 2n })
    await catalogue.found(share, [{ path: '1.jpg', directory: '', size: 1, mtimeMs: 1 }], 'arrival')
    start(share, { catalogue })
    await expect.poll(() => states(catalogue).at(-1), slow).toBe('online')
    const state = catalogue.reports.find((report) => report.kind === 'state')
    const { dev, ino } = statSync(root, { bigint: true })
    expect(state).toMatchObject({ detail: { device: dev, inode: ino, watching: 'native' } })
  })

  it('is taken for an empty mount point when it is another one and none is in it', async () => {
    const root = temporaryFolder()
    const catalogue = createMemoryCatalogue()
    const share = shareAt(root, { device: 1n, inode: 2n })
    await catalogue.found(share, [{ path: '1.jpg', directory: '', size: 1, mtimeMs: 1 }], 'arrival')
    const { watch } = start(share, { catalogue })
    await expect.poll(() => states(catalogue).at(-1), slow).toBe('offline')
    await watch.rescan()
    expect(paths(catalogue)).toEqual(['1.jpg'])
    expect(catalogue.reports.at(-1)).toMatchObject({
      detail: { reason: expect.stringContaining('is the share mounted?') },
    })
  })

  it('may not be there yet', async () => {
    const root = join(temporaryFolder(), 'later')
    const { catalogue } = start(shareAt(root))
    await expect.poll(() => states(catalogue), slow).toEqual(['offline'])
    put(root, '1.jpg')
    await expectPresent(catalogue, ['1.jpg'])
  })

  it('may be emptied by its owner', async () => {
    const root = temporaryFolder()
    put(root, 'a/1.jpg')
    const { catalogue } = start(shareAt(root))
    await settled(catalogue)
    await expectPresent(catalogue, ['a/1.jpg'])
    rmSync(join(root, 'a'), { recursive: true })
    await expectPresent(catalogue, [])
    expect(states(catalogue).at(-1)).toBe('online')
  })
})

describe('a real mount', () => {
  const canMount = mayMount()

  for (const mode of ['native', 'auto', 'poll'] as const) {
    it.skipIf(!canMount)(`may be unmounted and mounted again while it is watched (${mode})`, async () => {
      const disk = temporaryFolder()
      const root = temporaryFolder()
      const names = Array.from({ length: 60 }, (_, n) => `folder${n % 7}/${n}.jpg`)
      for (const name of names) put(disk, name)
      execFileSync('mount', ['--bind', disk, root])
      afterwards(() => {
        execFileSync('umount', ['-l', root], { stdio: 'ignore' })
      })
      const { catalogue } = start(shareAt(root, { mode }))
      await settled(catalogue)
      await expectPresent(catalogue, names)

      for (let round = 0; round < 2; round++) {
        execFileSync('umount', ['-l', root])
        await expect.poll(() => states(catalogue).at(-1), slow).toBe('offline')
        await wait(300)
        expect(paths(catalogue, 'missing')).toEqual([])
        put(disk, `new/${round}.jpg`)
        execFileSync('mount', ['--bind', disk, root])
        names.push(`new/${round}.jpg`)
        await expectPresent(catalogue, names)
        put(root, `live/${round}.jpg`)
        names.push(`live/${round}.jpg`)
        await expectPresent(catalogue, names)
      }
      expect(paths(catalogue, 'missing')).toEqual([])
    })
  }

  it.skipIf(!canMount)('loses what was only in memory as a new disk would, and says so', async () => {
    const root = temporaryFolder()
    const mount = () => execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=10m', 'tmpfs', root])
    mount()
    afterwards(() => {
      execFileSync('umount', ['-l', root], { stdio: 'ignore' })
    })
    await wait(50) // a root that was changed in the tick of its birth shows no age
    put(root, 'a/1.jpg')
    const { catalogue } = start(shareAt(root))
    await settled(catalogue)
    await expectPresent(catalogue, ['a/1.jpg'])
    execFileSync('umount', ['-l', root])
    await expect.poll(() => states(catalogue).at(-1), slow).toBe('offline')
    mount() // another, empty disk
    await wait(300)
    expect(states(catalogue).at(-1)).toBe('offline')
    expect(paths(catalogue)).toEqual(['a/1.jpg'])
    put(root, 'a/1.jpg')
    put(root, 'a/2.jpg')
    await expectPresent(catalogue, ['a/1.jpg', 'a/2.jpg'])
  })
})

describe('several shares', () => {
  it('do not hold up one another', async () => {
    const good = temporaryFolder()
    put(good, '1.jpg')
    const catalogue = createMemoryCatalogue()
    const options = { signal: new AbortController().signal, log: pino({ level: 'silent' }), settings: quick }
    const watches = [
      shareAt(join(good, 'nowhere'), { id: 1, name: 'bad' }),
      shareAt('/proc/self/mem', { id: 2, name: 'no folder' }),
      shareAt(good, { id: 3, name: 'good' }),
    ].map((share) => watchShare(share, catalogue, options))
    onTestFinished(async () => void (await Promise.all(watches.map((watch) => watch.close()))))
    await expectPresent(catalogue, ['1.jpg'])
    await Promise.all(watches.map((watch) => watch.rescan()))
  })
})

describe('a folder that cannot be read', () => {
  it.skipIf(process.getuid?.() === 0)('keeps what is known of it', async () => {
    const root = temporaryFolder()
    put(root, 'a/deep/1.jpg')
    put(root, '2.jpg')
    const { catalogue, watch } = start(shareAt(root))
    await settled(catalogue)
    await expectPresent(catalogue, ['2.jpg', 'a/deep/1.jpg'])
    chmodSync(join(root, 'a'), 0)
    afterwards(() => chmodSync(join(root, 'a'), 0o755))
    await watch.rescan()
    expect(paths(catalogue)).toEqual(['2.jpg', 'a/deep/1.jpg'])
  })
})

describe('a catalogue that refuses', () => {
  it('is told again', async () => {
    const root = temporaryFolder()
    put(root, '1.jpg')
    const catalogue = createMemoryCatalogue()
    const { found: real, missing } = catalogue
    let refusals = 3
    const refuse = () => {
      if (refusals-- > 0) throw new Error('the database is away')
    }
    catalogue.found = async (...args) => {
      refuse()
      await real(...args)
    }
    catalogue.missing = async (...args) => {
      refuse()
      await missing(...args)
    }
    const { lines } = start(shareAt(root), { catalogue })
    await expectPresent(catalogue, ['1.jpg'])
    refusals = 2
    rmSync(join(root, '1.jpg'))
    await expectPresent(catalogue, [])
    expect(lines.filter((line) => line.level === 50).length).toBeLessThanOrEqual(5)
  })
})

function mayMount(): boolean {
  if (process.getuid?.() !== 0) return false
  const folder = temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    return true
  } catch {
    return false
  }
}
