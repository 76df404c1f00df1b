import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { EngineUnavailableError } from '../engine.js'
import { ask, engineWith, NANO_OPTIONS, ready, tiny } from './testing.js'

const cat = await tiny('white-cat-sofa')
const [model, projector] = await Promise.all([readFile(NANO_OPTIONS.modelPath), readFile(NANO_OPTIONS.mmprojPath)])
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'broken-models-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** The same file with one text in it replaced by another of the same length. */
function withText(file: Buffer, text: string, other: string): Buffer {
  const copy = Buffer.from(file)
  copy.write(other, copy.indexOf(text), 'latin1')
  return copy
}

/** The same file with another u32 for a key of its header: after the name comes the type, then the value. */
function withNumber(file: Buffer, key: string, value: number): Buffer {
  const copy = Buffer.from(file)
  copy.writeUInt32LE(value, copy.indexOf(key) + key.length + 4)
  return copy
}

/** What an engine with these files says to whoever asks; a file that is undefined does not exist. */
async function refusalOf(files: { 'model.gguf'?: Buffer | undefined; 'mmproj.gguf'?: Buffer | undefined }) {
  const here = await mkdtemp(path.join(folder, 'pair-'))
  for (const [name, content] of Object.entries({ 'model.gguf': model, 'mmproj.gguf': projector, ...files })) {
    if (content) await writeFile(path.join(here, name), content)
  }
  const engine = engineWith({ modelPath: path.join(here, 'model.gguf'), mmprojPath: path.join(here, 'mmproj.gguf') })
  await expect(ask(engine, cat)).rejects.toThrow(EngineUnavailableError)
  expect(engine.state()).toBe('restarting')
  return engine.lastError()
}

describe('an engine refuses, in a sentence for the owner,', () => {
  it.each([
    [
      'a model that is not there',
      { 'model.gguf': undefined },
      /model\.gguf does not exist; expected a vision model in/,
    ],
    [
      'a text model without its projector',
      { 'mmproj.gguf': undefined },
      /mmproj\.gguf does not exist; expected the im/,
    ],
    [
      'a model in place of the projector',
      { 'mmproj.gguf': model },
      /mmproj\.gguf is a model, not a projector; expected/,
    ],
    [
      'a projector in place of the model',
      { 'model.gguf': projector },
      /model\.gguf is an image projector \(mmproj\), not/,
    ],
    ['an empty file', { 'model.gguf': Buffer.alloc(0) }, /model\.gguf is empty; expected/],
    [
      'a web page',
      { 'mmproj.gguf': Buffer.from('<html>') },
      /mmproj\.gguf is not a GGUF file \(it begins with "<htm"\)/,
    ],
    [
      'half a model',
      { 'model.gguf': model.subarray(0, model.length / 2) },
      /model\.gguf is cut off or damaged; download/,
    ],
    [
      'half a header',
      { 'model.gguf': model.subarray(0, 3000) },
      /model\.gguf is cut off or damaged; download it again/,
    ],
    ['half a projector', { 'mmproj.gguf': projector.subarray(0, 1e6) }, /mmproj\.gguf is cut off or damaged; download/],
    [
      'half its header',
      { 'mmproj.gguf': projector.subarray(0, 600) },
      /mmproj\.gguf is cut off or damaged; download it/,
    ],
    [
      'a model without some of its layers',
      { 'model.gguf': withNumber(model, 'qwen3vl.block_count', 9) },
      /model\.gguf is cut off or damaged; .*missing tensor 'blk\.4/,
    ],
    [
      'a model of an architecture that nobody knows',
      { 'model.gguf': withText(model, 'qwen3vl', 'qwen9xy') },
      /model\.gguf is of the architecture "qwen9xy", which this llama\.cpp does not know; expected a vision model such as/,
    ],
    [
      'a projector of a type that nobody knows',
      { 'mmproj.gguf': withText(projector, 'qwen3vl_merger', 'qwen9xy_merger') },
      /mmproj\.gguf is a projector of the type "qwen9xy_merger", which this llama\.cpp does not know; expected the one/,
    ],
    [
      'the projector of another model',
      { 'model.gguf': withNumber(model, 'qwen3vl.n_deepstack_layers', 2) },
      /mmproj\.gguf does not belong to .*model\.gguf: it makes 384 numbers .* the model reads 576; expected the projector/,
    ],
  ])('%s', async (_, files, sentence) => {
    expect(await refusalOf(files)).toMatch(sentence)
  })
})

it('is given up when it takes too long to load, and taken up when it does not', async () => {
  const engine = engineWith({ loadTimeoutMs: 5000 })
  const refused = expect(ask(engine, cat)).rejects.toThrow(/nano-vl-mmproj\.gguf: not loaded after 5 seconds/)
  await vi.waitFor(() => expect(engine.pid()).toBeDefined(), { timeout: 60_000, interval: 1 })
  process.kill(engine.pid() as number, 'SIGSTOP')
  await refused
  expect([engine.state(), engine.notice?.()]).toEqual(['restarting', undefined])
  await ready(engine)
  expect(engine.lastError()).toBeUndefined()
})
