import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resolveEngineChoice } from './resolve.js'

const bundledDir = fileURLToPath(new URL('../../../models', import.meta.url))
const nano = path.join(bundledDir, 'nano-vl', 'nano-vl.gguf')
const nanoProjector = path.join(bundledDir, 'nano-vl', 'nano-vl-mmproj.gguf')
let modelsDir: string

beforeAll(async () => {
  modelsDir = await mkdtemp(path.join(tmpdir(), 'models-'))
})
afterAll(() => rm(modelsDir, { recursive: true }))

const resolve = (wishes: object) => resolveEngineChoice({ engine: 'auto', modelsDir, bundledDir, ...wishes })

describe('resolveEngineChoice', () => {
  it('takes the server that is given, unless the engine is to be embedded', async () => {
    const serverUrl = ['http://gpu:8080']
    expect(await resolve({ serverUrl })).toEqual({ kind: 'server', urls: serverUrl, model: undefined })
    expect(await resolve({ serverUrl, engine: 'embedded', model: 'nano-vl' })).toMatchObject({ kind: 'embedded' })
  })

  it('knows the bundled model', async () => {
    expect(await resolve({ model: 'nano-vl' })).toMatchObject({
      kind: 'embedded',
      modelPath: nano,
      mmprojPath: nanoProjector,
      name: 'nano-vl',
      imageMaxTokens: 256,
    })
  })

  it('finds the projector beside a model', async () => {
    expect(await resolve({ model: nano })).toMatchObject({
      kind: 'embedded',
      mmprojPath: nanoProjector,
      imageMaxTokens: 256,
    })
  })

  it.each([
    ['no model', {}, /no vision model yet/],
    ['no server', { engine: 'server' }, /ALBUMEN_SERVER_URL/],
    [
      'no such file',
      { model: '/nowhere/model.gguf' },
      /\/nowhere\/model\.gguf does not exist; expected a vision model/,
    ],
    ['no such name', { model: 'gpt-5' }, /"gpt-5"; expected the path of a \.gguf file/],
    ['a text file', { model: fileURLToPath(import.meta.url) }, /is not a GGUF file \(it begins with "impo"\)/],
    ['a projector', { model: nanoProjector }, /is an image projector/],
    ['a model as projector', { model: nano, mmproj: nano }, /is a model, not a projector/],
    [
      'a missing projector',
      { model: nano, mmproj: '/nowhere.gguf' },
      /\/nowhere\.gguf does not exist; expected the image projector/,
    ],
  ])('waits and says why: %s', async (_, wishes, reason) => {
    const choice = await resolve(wishes)
    expect(choice).toMatchObject({ kind: 'waiting', reason: expect.stringMatching(reason) })
    expect(choice).toMatchObject({ hint: expect.stringContaining(modelsDir) })
  })

  it('takes the newest complete pair of the models folder', async () => {
    const older = path.join(modelsDir, 'older')
    const newer = path.join(modelsDir, 'newer')
    await mkdir(older)
    await mkdir(newer)
    await cp(nano, path.join(older, 'a.gguf'))
    await cp(nanoProjector, path.join(older, 'mmproj-a.gguf'))
    await utimes(path.join(older, 'a.gguf'), 1, 1)
    await writeFile(path.join(newer, 'b.gguf'), 'GGUF')
    expect(await resolve({})).toMatchObject({
      kind: 'embedded',
      name: 'a',
      mmprojPath: path.join(older, 'mmproj-a.gguf'),
    })
    await cp(nanoProjector, path.join(newer, 'mmproj-b.gguf'))
    expect(await resolve({})).toMatchObject({ kind: 'embedded', name: 'b' })
    await rm(older, { recursive: true })
    await rm(path.join(newer, 'mmproj-b.gguf'))
    expect(await resolve({})).toMatchObject({
      kind: 'waiting',
      reason: expect.stringMatching(/b\.gguf has no usable image projector/),
    })
  })
})
