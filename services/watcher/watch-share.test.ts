import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { expectPresent, found, paths, put, settled, shareAt, slow, start, temporaryFolder } from './testing.js'

describe('a share that is watched for events', () => {
  it('finds what is there, then what is created, and nothing twice', async () => {
    const root = temporaryFolder()
    put(root, 'a.jpg')
    put(root, '2024/summer/b.HEIC')
    put(root, 'notes.txt')
    const { catalogue } = start(shareAt(root))
    await settled(catalogue)
    await expectPresent(catalogue, ['a.jpg', '2024/summer/b.HEIC'])
    put(root, '2024/summer/c.png')
    put(root, 'new/folder/deep/d.webp')
    await expectPresent(catalogue, ['a.jpg', '2024/summer/b.HEIC', '2024/summer/c.png', 'new/folder/deep/d.webp'])
    await wait(500)
    expect(found(catalogue).sort()).toEqual(paths(catalogue))
  })

  it('waits for a slow writer', async () => {
    const root = temporaryFolder()
    put(root, 'x/first.jpg')
    // long enough that a busy machine does not make the writer slower than that
    const { catalogue } = start(shareAt(root), { settings: { settleMs: 2_000 } })
    await settled(catalogue)
    for (let n = 0; n < 25; n++) {
      appendFileSync(join(root, 'x/slow.jpg'), Buffer.alloc(1000))
      expect(paths(catalogue)).not.toContain('x/slow.jpg')
      await wait(100)
    }
    await expectPresent(catalogue, ['x/first.jpg', 'x/slow.jpg'])
    expect(catalogue.files.get('1:x/slow.jpg')?.size).toBe(25_000)
    expect(found(catalogue).filter((path) => path === 'x/slow.jpg')).toHaveLength(1)
  })

  it('takes times in the future for what they are', async () => {
    const root = temporaryFolder()
    const tomorrow = Date.now() / 1000 + 86_400
    put(root, 'future.jpg')
    utimesSync(join(root, 'future.jpg'), tomorrow, tomorrow)
    const { catalogue } = start(shareAt(root))
    await expectPresent(catalogue, ['future.jpg'])
  })

  it('finds a burst of 500 files in a new folder', async () => {
    const root = temporaryFolder()
    const { catalogue } = start(shareAt(root))
    await settled(catalogue)
    const names = Array.from({ length: 500 }, (_, n) => `burst/${n}.jpg`)
    for (const name of names) put(root, name)
    await expectPresent(catalogue, names)
    const batches = catalogue.reports.filter((report) => report.kind === 'found')
    expect(batches.length).toBeLessThan(50)
  })

  it('follows renames, moves and deletions of files and folders', async () => {
    const root = temporaryFolder()
    for (const path of ['a/1.jpg', 'a/2.jpg', 'b/3.jpg', 'c/deep/4.jpg', 'c/5.jpg', 'd/6.jpg']) put(root, path)
    const { catalogue } = start(shareAt(root))
    await settled(catalogue)
    await expectPresent(catalogue, ['a/1.jpg', 'a/2.jpg', 'b/3.jpg', 'c/deep/4.jpg', 'c/5.jpg', 'd/6.jpg'])
    renameSync(join(root, 'a/1.jpg'), join(root, 'a/one.jpg'))
    renameSync(join(root, 'a/2.jpg'), join(root, 'b/2.jpg'))
    unlinkSync(join(root, 'b/3.jpg'))
    rmSync(join(root, 'c'), { recursive: true })
    renameSync(join(root, 'd'), join(root, 'e'))
    await expectPresent(catalogue, ['a/one.jpg', 'b/2.jpg', 'e/6.jpg'])
    expect(paths(catalogue, 'missing')).toEqual(['a/1.jpg', 'a/2.jpg', 'b/3.jpg', 'c/5.jpg', 'c/deep/4.jpg', 'd/6.jpg'])
    // the renamed folder is watched under its new name
    put(root, 'e/7.jpg')
    await expectPresent(catalogue, ['a/one.jpg', 'b/2.jpg', 'e/6.jpg', 'e/7.jpg'])
  })

  it('walks a folder that is moved in, and watches it', async () => {
    const root = temporaryFolder()
    const outside = temporaryFolder()
    for (const path of ['album/1.jpg', 'album/deep/er/2.jpg', 'album/@eaDir/1.jpg']) put(outside, path)
    const { catalogue } = start(shareAt(root))
    await settled(catalogue)
    renameSync(join(outside, 'album'), join(root, 'album'))
    await expectPresent(catalogue, ['album/1.jpg', 'album/deep/er/2.jpg'])
    put(root, 'album/deep/er/3.jpg')
    await expectPresent(catalogue, ['album/1.jpg', 'album/deep/er/2.jpg', 'album/deep/er/3.jpg'])
    renameSync(join(root, 'album'), join(outside, 'album'))
    await expectPresent(catalogue, [])
  })

  it('keeps names that are not UTF-8, of files and of folders', async () => {
    const root = temporaryFolder()
    const bytes = (path: string) => Buffer.from(`${root}/${path}`, 'latin1')
    writeFileSync(bytes('caf\xe9.jpg'), 'x')
    const { catalogue } = start(shareAt(root))
    await settled(catalogue)
    await expectPresent(catalogue, ['caf\\xe9.jpg'])
    mkdirSync(bytes('\xe9t\xe9'))
    writeFileSync(bytes('\xe9t\xe9/1.jpg'), 'x')
    writeFileSync(bytes('back\\slash.jpg'), 'x')
    await expectPresent(catalogue, ['back\\\\slash.jpg', 'caf\\xe9.jpg', '\\xe9t\\xe9/1.jpg'])
    // also later, in a folder that is there already
    writeFileSync(bytes('\xe9t\xe9/2.jpg'), 'x')
    unlinkSync(bytes('caf\xe9.jpg'))
    await expectPresent(catalogue, ['back\\\\slash.jpg', '\\xe9t\\xe9/1.jpg', '\\xe9t\\xe9/2.jpg'])
    rmSync(bytes('\xe9t\xe9'), { recursive: true })
    await expectPresent(catalogue, ['back\\\\slash.jpg'])
  })

  it('follows links without going round in circles', async () => {
    const root = temporaryFolder()
    const outside = temporaryFolder()
    put(root, 'real/1.jpg')
    put(outside, 'album/2.jpg')
    put(outside, 'single.jpg')
    symlinkSync('..', join(root, 'real/up'))
    symlinkSync(root, join(root, 'self'))
    symlinkSync('/', join(root, 'everything'))
    symlinkSync(join(outside, 'album'), join(root, 'linked'))
    symlinkSync(join(outside, 'album'), join(root, 'linked-again'))
    symlinkSync(join(root, 'linked'), join(outside, 'album/back'))
    symlinkSync(join(outside, 'single.jpg'), join(root, 'one.jpg'))
    symlinkSync(join(outside, 'nothing.jpg'), join(root, 'broken.jpg'))
    symlinkSync('loop.jpg', join(root, 'loop.jpg'))
    const { catalogue } = start(shareAt(root))
    await settled(catalogue)
    await expectPresent(catalogue, ['linked/2.jpg', 'one.jpg', 'real/1.jpg'])
    put(outside, 'album/3.jpg')
    await expectPresent(catalogue, ['linked/2.jpg', 'linked/3.jpg', 'one.jpg', 'real/1.jpg'])
    put(outside, 'other/4.jpg')
    symlinkSync(join(outside, 'other'), join(root, 'real/later'))
    await expectPresent(catalogue, ['linked/2.jpg', 'linked/3.jpg', 'one.jpg', 'real/1.jpg', 'real/later/4.jpg'])
  })

  it('leaves out what is not the owner’s', async () => {
    const root = temporaryFolder()
    for (const path of [
      '@eaDir/1.jpg',
      '#recycle/a/2.jpg',
      '$RECYCLE.BIN/3.jpg',
      '.Trash-1000/4.jpg',
      '._5.jpg',
      '.6.jpg.AbC123',
      '~7.jpg',
      '8.jpg.part',
      'data/previews/9.webp',
      'hidden/.nomedia',
      'hidden/10.jpg',
      'hidden/below/11.jpg',
      'kept/12.jpg',
    ]) {
      put(root, path)
    }
    mkdirSync(join(root, 'folder.jpg'))
    const { catalogue } = start(shareAt(root), { settings: { exclude: [join(root, 'data')] } })
    await settled(catalogue)
    await expectPresent(catalogue, ['kept/12.jpg'])
    put(root, '@eaDir/13.jpg')
    put(root, 'kept/@eaDir/14.jpg')
    put(root, 'data/previews/15.webp')
    put(root, 'hidden/below/16.jpg')
    put(root, 'kept/17.jpg')
    await expectPresent(catalogue, ['kept/12.jpg', 'kept/17.jpg'])
    put(root, 'kept/.albumenignore')
    unlinkSync(join(root, 'hidden/.nomedia'))
    await expectPresent(catalogue, ['hidden/10.jpg', 'hidden/below/11.jpg', 'hidden/below/16.jpg'])
  })

  it('finds only what changed while it was not running', async () => {
    const root = temporaryFolder()
    for (const path of ['same/1.jpg', 'changed/2.jpg', 'gone/3.jpg', 'gone/deep/4.jpg', 'some/5.jpg', 'some/6.jpg']) {
      put(root, path)
    }
    const first = start(shareAt(root))
    await settled(first.catalogue)
    await expect.poll(() => paths(first.catalogue), slow).toHaveLength(6)
    await first.watch.close()
    expect(first.catalogue.reports.find((report) => report.kind === 'found')).toMatchObject({ urgency: 'arrival' })

    put(root, 'changed/2.jpg', 'another content')
    rmSync(join(root, 'gone'), { recursive: true })
    unlinkSync(join(root, 'some/6.jpg'))
    put(root, 'new/7.jpg')
    first.catalogue.reports.length = 0
    const { dev, ino } = statSync(root, { bigint: true })
    start(shareAt(root, { device: dev, inode: ino }), { catalogue: first.catalogue })
    await expectPresent(first.catalogue, ['changed/2.jpg', 'new/7.jpg', 'same/1.jpg', 'some/5.jpg'])
    expect(found(first.catalogue).sort()).toEqual(['changed/2.jpg', 'new/7.jpg'])
  })

  it('takes the first walk as backlog, at once where the kernel vouches for the age', async () => {
    const root = temporaryFolder()
    put(root, 'old.jpg')
    await wait(400)
    const { catalogue } = start(shareAt(root))
    await settled(catalogue, 1)
    expect(catalogue.reports.find((report) => report.kind === 'found')).toMatchObject({ urgency: 'backlog' })
  })

  it('walks again on request', async () => {
    const root = temporaryFolder()
    const { catalogue, watch } = start(shareAt(root, { mode: 'poll' }), { settings: { pollMs: 60_000 } })
    await settled(catalogue, 1)
    put(root, 'late.jpg')
    await wait(400)
    await watch.rescan()
    expect(paths(catalogue)).toEqual(['late.jpg'])
  })
})
