import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { pino } from 'pino'
import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import { builtFile } from '#core/project-root'
import { analysePhoto } from '../analyse.js'
import { toModelInput } from '../model-input.js'
import { resolveEngineChoice } from '../models/resolve.js'
import type { EmbeddedChoice } from '../tuning/choice-facts.js'
import { onProcessor } from '../tuning/plan.js'
import { createEngine } from './create.js'
import { openEngine } from './open-engine.js'

const models = fileURLToPath(new URL('../../../models', import.meta.url))
const log = pino({ level: 'silent' })

async function nanoVl(): Promise<EmbeddedChoice> {
  const choice = await resolveEngineChoice({
    ...{ engine: 'auto', model: 'nano-vl', modelsDir: '/nowhere', bundledDir: models },
  })
  if (choice.kind !== 'embedded') throw new Error(`expected an embedded engine, got ${choice.kind}`)
  return choice
}

async function small(name: string): Promise<Buffer> {
  return toModelInput(
    await sharp(path.join(models, 'nano-vl/demo', `${name}.jpg`))
      .resize(256)
      .toBuffer(),
  )
}

it('looks at two photos in two processes, and survives the death of one', async () => {
  const engine = createEngine(await nanoVl(), { slots: 2, timeoutMs: 300_000, log })
  try {
    const jpegs = await Promise.all(['white-cat-sofa', 'black-cat-grass', 'pizza-red-table'].map(small))
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
})

describe('the plan', () => {
  it('is followed: processes, cache of 8 bits, flash attention', async () => {
    const settings = { ...onProcessor(256), slots: 3, cacheType: 'q8_0', flashAttention: 'on' } as const
    const engine = createEngine(await nanoVl(), { settings, slots: 'auto', timeoutMs: 300_000, log })
    try {
      expect(engine.slots).toBe(3)
      const { analysis } = await analysePhoto(engine, await small('white-cat-sofa'), { language: 'en' })
      expect(analysis.category).toBe('pets')
      expect(engine.pids()).toHaveLength(3)
    } finally {
      await engine.close()
    }
  })

  it('is made when an engine is opened; a number of slots goes before it', async () => {
    const engine = await openEngine(await nanoVl(), { slots: 1, timeoutMs: 300_000, log })
    try {
      expect(engine).toMatchObject({ kind: 'embedded', model: 'nano-vl', slots: 1 })
    } finally {
      await engine.close()
    }
  })

  it('is refused with a sentence when the model cannot be read', async () => {
    const choice = { ...(await nanoVl()), name: 'gone', modelPath: '/nowhere/gone.gguf' }
    await expect(openEngine(choice, { slots: 1, timeoutMs: 1000, log })).rejects.toThrow(
      /^\/nowhere\/gone\.gguf cannot be read \(ENOENT\); expected a GGUF file\. Download it again/,
    )
  })
})

it.skipIf(process.platform !== 'linux')(
  'goes on with fewer processes when memory runs out, and loses no photo',
  async () => {
    const settings = { ...onProcessor(256), slots: 3, contextPerSlot: 6_400_000 } // 6.4 GB of cache for each
    const script = `
    import { createEngine } from ${JSON.stringify(pathToFileURL(builtFile('packages/vision/engines/create.js')).href)}
    const lines = []
    const level = (level) => (fields, message) => lines.push([level, message])
    const log = { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') }
    const settings = ${JSON.stringify(settings)}
    const engine = createEngine(${JSON.stringify(await nanoVl())}, { settings, slots: 'auto', timeoutMs: 300_000, log })
    const jpeg = Buffer.from('${(await small('white-cat-sofa')).toString('base64')}', 'base64')
    const photo = { jpeg, language: 'en', temperature: 0 }
    const answers = await Promise.all([photo, photo, photo].map(async (each) => (await engine.ask(each)).text))
    const now = { slots: engine.slots, state: engine.state(), notice: engine.notice(), pids: engine.pids().length }
    await engine.close()
    console.log(JSON.stringify({ answers, ...now, lines }))`
    const child = spawn(
      'sh',
      ['-c', 'ulimit -d 1500000; exec "$0" --input-type=module -e "$1"', process.execPath, script],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk
    })
    await once(child, 'close')
    const { answers, notice, lines, ...now } = JSON.parse(out)
    for (const answer of answers) expect(JSON.parse(answer)).toMatchObject({ category: 'pets' })
    expect(now).toEqual({ slots: 1, state: 'ready', pids: 1 })
    expect(notice).toMatch(/because memory ran out: /)
    expect(lines).toEqual([
      ['warn', 'memory ran out, continuing with one engine process fewer'],
      ['warn', 'memory ran out, continuing with one engine process fewer'],
      ['warn', 'memory ran out, loading the vision model with a smaller plan'],
      ['info', 'vision engine ready'],
    ])
  },
)
