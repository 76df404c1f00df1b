import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { createLog } from '#core/log'
import { projectRoot } from '#core/project-root'
import { createEngine } from '../engines/create.js'
import type { EmbeddedChoice } from './choice-facts.js'
import { type Measuring, measure, type Progress } from './measure.js'
import { pictureSource } from './measure-pictures.js'
import { isMeasured } from './measure-rows.js'
import { withSetting } from './measure-settings.js'
import { onProcessor } from './plan.js'

const folder = path.join(projectRoot, 'models/nano-vl')
const nano: EmbeddedChoice = {
  kind: 'embedded',
  name: 'nano-vl',
  modelPath: path.join(folder, 'nano-vl.gguf'),
  mmprojPath: path.join(folder, 'nano-vl-mmproj.gguf'),
  imageMaxTokens: 256,
}

async function measuring(more: Partial<Measuring> & { choice?: EmbeddedChoice }): Promise<Measuring> {
  const { choice = nano, ...rest } = more
  const photos = await Promise.all(
    ['black-cat-grass', 'receipt'].map((name) =>
      sharp(path.join(folder, 'demo', `${name}.jpg`))
        .resize(192)
        .toBuffer(),
    ),
  )
  const log = createLog('test', 'silent')
  return {
    grid: { slots: [1, 2], imageTokens: [64, 128] },
    engineFor: (setting) =>
      createEngine(choice, {
        ...{ slots: setting.slots, timeoutMs: 120_000, log },
        settings: withSetting({ slots: 1, ...onProcessor(256) }, setting),
      }),
    nextPicture: pictureSource(photos),
    ...{ language: 'en', photos: 2, secondsEach: 0, minutes: 10, signal: new AbortController().signal, ...rest },
  }
}

it('measures the real engine at one and two photos a time', async () => {
  const seen: Progress[] = []
  const { rows, skipped, untried, best } = await measure(
    await measuring({ grid: { slots: [1, 2], imageTokens: [64] }, onProgress: (progress) => void seen.push(progress) }),
  )
  expect([skipped, untried]).toEqual([[], []])
  const measured = rows.filter(isMeasured)
  expect(rows).toMatchObject([
    { slots: 1, imageTokens: 64 },
    { slots: 2, imageTokens: 64 },
  ])
  for (const row of measured) {
    expect(row.photos).toBeGreaterThanOrEqual(2)
    expect(row.photosPerMinute).toBeGreaterThan(0)
    expect(row.tokensPerSecond).toBeGreaterThan(0)
    expect(row.validShare).toBe(1)
    expect(row.cachedShare).toBeGreaterThan(0.8) // the prompt, and not the picture
    expect(row.cachedShare).toBeLessThan(1)
  }
  expect(measured).toContain(best)
  expect(seen[0]).toMatchObject({ slots: 1, imageTokens: 64, done: 0, left: 2, photos: undefined })
  expect(seen.some(({ photosPerMinute = 0 }) => photosPerMinute > 0)).toBe(true)
})

it('says of a model that cannot be loaded why there is no figure', async () => {
  const choice = { ...nano, mmprojPath: nano.modelPath }
  const { rows, skipped, best } = await measure(await measuring({ choice }))
  expect(rows).toEqual([{ slots: 1, imageTokens: 64, failed: expect.stringMatching(/could not load|expected/) }])
  expect(skipped).toHaveLength(3)
  expect(best).toBeUndefined()
})

it('names what time did not suffice for', async () => {
  const { rows, untried } = await measure(await measuring({ minutes: 0.0005 }))
  expect(rows).toEqual([])
  expect(untried).toHaveLength(4)
})

it('ends when the owner stops it', async () => {
  const stop = new AbortController()
  const reason = new Error('enough')
  const running = measure(
    await measuring({ signal: stop.signal, onProgress: ({ photos }) => void (photos && stop.abort(reason)) }),
  )
  await expect(running).rejects.toBe(reason)
})

it('never gives the same picture twice', async () => {
  const photo = await readFile(path.join(folder, 'demo', 'red-car.jpg'))
  const next = pictureSource([photo])
  const pictures = [await next(), await next(), await next(), await next()].map((picture) => picture.toString('base64'))
  expect(new Set(pictures).size).toBe(4)
})
