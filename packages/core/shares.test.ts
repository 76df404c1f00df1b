import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { photos } from './database/schema.js'
import { listShares, removeShare, saveShare, sharesForFolders } from './shares.js'
import { seedPhoto, seedShare } from './testing/photos.js'
import { testDatabase } from './testing/postgres.js'

const mode = 'auto' as const

describe('saveShare', () => {
  it('refuses a taken name and shares inside one another, also through a link', async () => {
    const { connection } = await testDatabase()
    const root = mkdtempSync(path.join(os.tmpdir(), 'albumen-shares-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    mkdirSync(path.join(root, 'a', 'inner'), { recursive: true })
    symlinkSync(path.join(root, 'a'), path.join(root, 'link'))
    await saveShare(connection.db, { name: 'a', path: path.join(root, 'a'), mode })

    const save = (name: string, folder: string) =>
      saveShare(connection.db, { name, path: path.join(root, folder), mode })
    await expect(save('a', 'b')).rejects.toMatchObject({ code: 'share_name_taken' })
    await expect(save('inner', 'a/inner')).rejects.toMatchObject({ code: 'share_overlaps' })
    await expect(save('outer', '.')).rejects.toMatchObject({ code: 'share_overlaps' })
    await save('renamed', 'link')
    await save('ab', 'ab')
    expect((await listShares(connection.db)).map((share) => share.name)).toEqual(['ab', 'renamed'])
  })
})

describe('removeShare', () => {
  it('hides the photos that no other share holds', async () => {
    const { connection } = await testDatabase()
    const { db } = connection
    const shareId = await seedShare(db, 'gone', '/gone')
    await seedPhoto(db, { shareId, paths: ['a.jpg', 'copy of a.jpg'] })
    expect(await removeShare(db, 'gone')).toBe(true)
    expect(await removeShare(db, 'gone')).toBe(false)
    expect((await db.select().from(photos)).map((photo) => photo.present)).toEqual([false])
  })
})

describe('sharesForFolders', () => {
  it('names shares after their folders, each name once', () => {
    const known = [{ name: 'Pictures', path: '/home/a/Pictures' }]
    expect(sharesForFolders(['/home/b/Pictures', '/home/a/Pictures', '/'], known).map((share) => share.name)).toEqual([
      'Pictures-2',
      'Pictures',
      'root',
    ])
  })
})
