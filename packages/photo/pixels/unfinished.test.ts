import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { previewPath, unfinishedPreviews } from '#core/preview-path'
import { toPixels } from './decode.js'
import { makePreviews } from './previews.js'
import { removeUnfinished } from './unfinished.js'

it('deletes what a death left half-written, and neither what is being written nor what is whole', async () => {
  const previews = await mkdtemp(path.join(os.tmpdir(), 'albumen-unfinished-'))
  try {
    expect(await removeUnfinished(previews)).toBe(0) // nothing was ever written
    const id = 'a'.repeat(64)
    const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#48a' } })
    await makePreviews(await toPixels(picture, 40), previews, id)
    const folder = unfinishedPreviews(previews)
    expect(await readdir(folder)).toEqual([])

    for (const name of ['old.webp.1.tmp', 'young.webp.2.tmp']) await writeFile(path.join(folder, name), 'RIFF')
    const hoursAgo = Date.now() / 1000 - 7_200
    await utimes(path.join(folder, 'old.webp.1.tmp'), hoursAgo, hoursAgo)
    // Two workers may look at once.
    const removed = await Promise.all([removeUnfinished(previews), removeUnfinished(previews)])
    expect(Math.max(...removed)).toBe(1)
    expect(await readdir(folder)).toEqual(['young.webp.2.tmp'])
    const kept = await readdir(path.dirname(previewPath(previews, id, 'thumb')))
    expect(kept.sort()).toEqual([`${id}-preview.webp`, `${id}-thumb.webp`])
  } finally {
    await rm(previews, { recursive: true })
  }
})
