import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isEmbeddingModel, readGgufHeader } from '#core/gguf-header'
import { projectRoot } from '#core/project-root'
import { gguf, writeTinyBert } from '../testing.js'
import { embeddingCatalog, embeddingCatalogModel } from './catalog.js'
import { chooseEmbedding } from './choose.js'
import { recipeFor } from './recipe.js'

const nano = path.join(projectRoot, 'models/nano-vl/nano-vl.gguf')
let modelsDir: string
const at = (file: string) => path.join(modelsDir, 'embeddings', file)
beforeEach(async () => {
  modelsDir = await mkdtemp(path.join(tmpdir(), 'choose-'))
  await mkdir(at(''))
})
afterEach(() => rm(modelsDir, { recursive: true }))

const qwen = gguf(
  {
    ...{ 'general.architecture': 'qwen3', 'general.tags': ['feature-extraction'], 'qwen3.context_length': 32_768 },
    ...{ 'qwen3.embedding_length': 1024, 'qwen3.pooling_type': 3 },
  },
  [],
)

it('takes the newest embedding model of the folder, and no other kind', async () => {
  expect(await chooseEmbedding(undefined, modelsDir)).toMatchObject({
    kind: 'waiting',
    reason: 'There is no embedding model yet.',
    hint: expect.stringContaining('albumen models pull'),
  })
  await writeTinyBert(at('small.gguf'), ['beach'])
  await utimes(at('small.gguf'), 1, 1)
  const chat = gguf({ 'general.architecture': 'qwen3vl', 'qwen3vl.embedding_length': 1024 }, [])
  const reranker = gguf({ 'general.architecture': 'qwen3', 'qwen3.pooling_type': 4 }, [])
  await writeFile(at('Qwen3VL-4B-Instruct-Q4_K_M.gguf'), chat)
  await writeFile(at('mmproj.gguf'), gguf({ 'general.architecture': 'clip' }, []))
  await writeFile(at('reranker.gguf'), reranker)
  await writeFile(at('broken.gguf'), 'no model')
  expect(await chooseEmbedding(undefined, modelsDir)).toMatchObject({
    ...{ kind: 'model', path: at('small.gguf'), dimensions: 64, contextTokens: 128, version: 'small/64/1' },
  })
  await writeFile(at('Qwen3-Embedding-0.6B-Q8_0.gguf'), qwen)
  expect(await chooseEmbedding(undefined, modelsDir)).toMatchObject({
    ...{ name: 'Qwen3-Embedding-0.6B-Q8_0', dimensions: 256, contextTokens: 512 },
    version: 'Qwen3-Embedding-0.6B-Q8_0/256/1',
  })
})

it('obeys a name, a path and none', async () => {
  expect(await chooseEmbedding('none', modelsDir)).toEqual({ kind: 'off' })
  expect(await chooseEmbedding(nano, modelsDir)).toMatchObject({ kind: 'model', name: 'nano-vl', dimensions: 192 })
  const wanted = 'Qwen3-Embedding-0.6B'
  expect(await chooseEmbedding(wanted, modelsDir)).toMatchObject({
    reason: 'qwen3-embedding-0.6b is chosen, but not downloaded yet.',
    hint: 'Run `albumen models pull qwen3-embedding-0.6b`.',
  })
  await writeFile(at('Qwen3-Embedding-0.6B-Q8_0.gguf'), qwen)
  expect(await chooseEmbedding(wanted, modelsDir)).toMatchObject({ kind: 'model', dimensions: 256 })
  expect(await chooseEmbedding('gpt', modelsDir)).toMatchObject({ reason: expect.stringContaining('set to "gpt"') })
  await writeFile(at('p.gguf'), gguf({ 'general.architecture': 'clip' }, []))
  expect(await chooseEmbedding(at('p.gguf'), modelsDir)).toMatchObject({ reason: expect.stringContaining('mmproj') })
  expect(await chooseEmbedding('/gone.gguf', modelsDir)).toMatchObject({ reason: expect.stringContaining('exist') })
})

it('does not take the vision model for one', async () => {
  const { header } = await readGgufHeader(nano)
  expect(header && isEmbeddingModel(header)).toBe(false)
})

it('words questions and passages as each family was trained', () => {
  expect(recipeFor('Qwen3-Embedding-0.6B-Q8_0').question('海边')).toMatch(/^Instruct: .*\nQuery:海边$/)
  expect(recipeFor('Qwen3-Embedding-0.6B-Q8_0').passage('a')).toBe('a')
  expect(recipeFor('multilingual-e5-small-Q8_0').question('a')).toBe('query: a')
  expect(recipeFor('multilingual-e5-small-Q8_0').passage('a')).toBe('passage: a')
  expect(recipeFor('granite-embedding-107m-multilingual-Q8_0').question('a')).toBe('a')
})

it('knows its catalog by name and reference', () => {
  for (const { name, repository, file, licence } of embeddingCatalog) {
    expect(embeddingCatalogModel(name.toUpperCase())?.file).toBe(file)
    expect(embeddingCatalogModel(`hf:${repository}/${file}`)?.name).toBe(name)
    expect(licence).toBe('Apache-2.0')
  }
})
