import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findInstalled, installedModels, removeModel, verifyFile } from './installed.js'
import { writePullRecord } from './pull-record.js'
import { resolveEngineChoice } from './resolve.js'
import { readSelection, writeSelection } from './selection.js'
import { sha256, smallGguf } from './testing.js'

const FOUR = 'Qwen3VL-4B-Instruct-Q4_K_M.gguf'
const FOUR_8 = 'Qwen3VL-4B-Instruct-Q8_0.gguf'
const FOUR_MMPROJ = 'mmproj-Qwen3VL-4B-Instruct-F16.gguf'
const TWO = 'Qwen3VL-2B-Instruct-Q4_K_M.gguf'
const TWO_MMPROJ = 'mmproj-Qwen3VL-2B-Instruct-F16.gguf'
let modelsDir: string
const at = (file: string) => path.join(modelsDir, file)
const put = (file: string) => writeFile(at(file), smallGguf(file.startsWith('mmproj') ? 'clip' : 'qwen3vl', 1_000))
const resolve = (wishes = {}) => resolveEngineChoice({ engine: 'auto', modelsDir, bundledDir: '/bundled', ...wishes })

beforeEach(async () => {
  modelsDir = await mkdtemp(path.join(tmpdir(), 'installed-'))
})
afterEach(() => rm(modelsDir, { recursive: true }))

describe('removeModel', () => {
  it('keeps the projector as long as another model needs it', async () => {
    for (const file of [FOUR, FOUR_8, FOUR_MMPROJ, TWO, TWO_MMPROJ]) await put(file)
    await writeFile(at(`${FOUR}.json`), '{}')
    const remove = async (name: string) => {
      const installed = await findInstalled(name, modelsDir)
      if (!installed) return expect.unreachable(`${name} is not found`)
      return (await removeModel(installed, modelsDir)).map(({ file }) => path.basename(file))
    }
    expect(await remove('qwen3-vl-4b-q4_k_m')).toEqual([FOUR])
    expect(await remove(FOUR_8)).toEqual([FOUR_8, FOUR_MMPROJ])
    expect(await remove(at(TWO))).toEqual([TWO, TWO_MMPROJ])
    expect(await readdir(modelsDir)).toEqual([])
  })

  it('finds models in folders, by what they were pulled by', async () => {
    await mkdir(at('me_tuned'))
    await put('me_tuned/m.gguf')
    expect(await installedModels(modelsDir)).toMatchObject([{ name: 'm', mmproj: undefined, bytes: 1_000 }])
    expect(await findInstalled('hf:me/tuned/m.gguf', modelsDir)).toMatchObject({ model: at('me_tuned/m.gguf') })
    expect(await findInstalled('m', modelsDir)).toMatchObject({ model: at('me_tuned/m.gguf') })
    expect(await findInstalled('n', modelsDir)).toBeUndefined()
  })
})

it('an embedding model is no vision model, wherever it lies and however new it is', async () => {
  await put(FOUR)
  await put(FOUR_MMPROJ)
  await utimes(at(FOUR), 1, 1)
  await mkdir(at('embeddings'))
  for (const file of ['small.gguf', 'embeddings/small.gguf']) await writeFile(at(file), smallGguf('bert', 1_000))
  expect(await installedModels(modelsDir)).toMatchObject([{ model: at(FOUR) }])
  expect(await resolve()).toMatchObject({ modelPath: at(FOUR) })
  expect(await resolve({ mmproj: at(FOUR_MMPROJ) })).toMatchObject({ modelPath: at(FOUR) })
  expect(await resolve({ model: at('small.gguf') })).toMatchObject({
    reason: expect.stringContaining('is an embedding model, which sees nothing; expected a vision model'),
  })
  expect(await verifyFile(at(FOUR), 'embedding')).toMatchObject({
    found: expect.stringContaining('no embedding model'),
  })
})

describe('verifyFile', () => {
  it('compares with the record', async () => {
    const content = smallGguf('qwen3vl', 5_000)
    const file = at('m.gguf')
    await writeFile(file, content)
    expect(await verifyFile(file, 'model')).toMatchObject({ state: 'unknown' })
    const source = 'https://huggingface.co/o/r/resolve/main/m.gguf'
    const pulledAt = '2026-11-22T10:00:00.000Z'
    await writePullRecord(file, { sha256: sha256(content), size: content.length, source, published: true, pulledAt })
    const found = expect.stringMatching(/what huggingface\.co published on 2026-11-22/)
    expect(await verifyFile(file, 'model')).toMatchObject({ state: 'ok', found })
    content[4_000] = (content[4_000] ?? 0) ^ 1
    await writeFile(file, content)
    const changed = expect.stringContaining('Its sha256 is')
    expect(await verifyFile(file, 'model')).toMatchObject({ state: 'damaged', found: changed })
    await writeFile(file, content.subarray(0, 4_000))
    expect(await verifyFile(file, 'model')).toMatchObject({
      state: 'damaged',
      found: 'It has 4000 bytes instead of 5000.',
    })
    await writeFile(file, 'HTML')
    expect(await verifyFile(file, 'model')).toMatchObject({
      state: 'damaged',
      found: expect.stringMatching('not a GGUF'),
    })
  })

  it('knows the published size of a file that was put there by hand', async () => {
    await put(FOUR)
    const found = 'It has 1000 bytes, but the published file has 2497281664.'
    expect(await verifyFile(at(FOUR), 'model')).toMatchObject({ state: 'damaged', found })
  })
})

describe('the choice', () => {
  it('is the owner’s, unless the environment says otherwise, and can be automatic again', async () => {
    for (const file of [FOUR, FOUR_MMPROJ, TWO, TWO_MMPROJ]) await put(file)
    await utimes(at(FOUR), 1, 1)
    expect(await resolve()).toMatchObject({ modelPath: at(TWO), mmprojPath: at(TWO_MMPROJ) })
    await writeSelection(modelsDir, { model: 'qwen3-vl-4b-q4_k_m' })
    expect(await resolve()).toMatchObject({ modelPath: at(FOUR), mmprojPath: at(FOUR_MMPROJ) })
    expect(await resolve({ model: 'qwen3-vl-2b-q4_k_m' })).toMatchObject({ modelPath: at(TWO) })
    expect(await resolve({ model: 'auto' })).toMatchObject({ modelPath: at(TWO) })
    await writeSelection(modelsDir, { model: at(FOUR), mmproj: at(FOUR_MMPROJ) })
    expect(await resolve()).toMatchObject({ modelPath: at(FOUR) })
    await writeSelection(modelsDir, undefined)
    expect(await resolve()).toMatchObject({ modelPath: at(TWO) })
    await writeFile(at('selected.json'), 'nonsense')
    expect(await readSelection(modelsDir)).toBeUndefined()
  })

  it('says how to get a model that is not there yet', async () => {
    expect(await resolve({ model: 'qwen3-vl-8b-q4_k_m' })).toEqual({
      kind: 'waiting',
      reason: 'qwen3-vl-8b-q4_k_m is chosen, but not downloaded yet.',
      hint: 'Run `albumen models pull qwen3-vl-8b-q4_k_m`.',
    })
    expect(await resolve()).toMatchObject({ hint: expect.stringContaining('`albumen models pull`') })
  })
})
