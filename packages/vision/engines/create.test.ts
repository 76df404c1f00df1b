import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import sharp from 'sharp'
import { expect, it, vi } from 'vitest'
import { analysePhoto } from '../analyse.js'
import { toModelInput } from '../model-input.js'
import { resolveEngineChoice } from '../models/resolve.js'
import { createEngine } from './create.js'

const models = fileURLToPath(new URL('../../../models', import.meta.url))

it('looks at two photos in two processes, and survives the death of one', async () => {
  const choice = await resolveEngineChoice({
    engine: 'auto',
    model: 'nano-vl',
    modelsDir: '/nowhere',
    bundledDir: models,
  })
  if (choice.kind === 'waiting') throw new Error(choice.reason)
  const engine = createEngine(choice, { slots: 2, timeoutMs: 300_000, log: pino({ level: 'silent' }) })
  try {
    const jpegs = await Promise.all(
      ['white-cat-sofa', 'black-cat-grass', 'pizza-red-table'].map(async (name) =>
        toModelInput(
          await sharp(path.join(models, 'nano-vl/demo', `${name}.jpg`))
            .resize(256)
            .toBuffer(),
        ),
      ),
    )
    const photos = Promise.all(jpegs.map((jpeg) => analysePhoto(engine, jpeg, { language: 'en' })))
    await vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)
    const [victim] = engine.pids()
    if (victim) process.kill(victim, 'SIGKILL')
    expect((await photos).map(({ analysis }) => analysis.category)).toEqual(['pets', 'pets', 'food'])
    expect(engine).toMatchObject({ kind: 'embedded', model: 'nano-vl', slots: 2 })
  } finally {
    await engine.close()
  }
  expect(engine.pids()).toEqual([])
}, 180_000)
