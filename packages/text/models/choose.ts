import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { architectureOf, type GgufHeader, isEmbeddingModel, readGgufHeader } from '#core/gguf-header'
import { say } from '#core/sentences/say'
import { embeddingCatalogModel } from './catalog.js'
import { recipeFor, TEXT_VERSION, type TextRecipe } from './recipe.js'

export interface ChosenModel {
  kind: 'model'
  path: string
  /** for people: the file name without .gguf */
  name: string
  recipe: TextRecipe
  dimensions: number
  /** tokens of one text at most; what is longer is cut */
  contextTokens: number
  /** Vectors of different versions cannot be compared. */
  version: string
}

export type EmbeddingChoice = ChosenModel | { kind: 'off' } | { kind: 'waiting'; reason: string; hint: string }

/** The folder for embedding models in the folder of models. */
export function embeddingsFolder(modelsDir: string): string {
  return path.join(modelsDir, 'embeddings')
}

/** A photo's text is some hundred tokens; attention over more costs more than it tells. */
const MOST_TOKENS = 512

/**
 * Decides which model turns words into meanings. Reads folders and file headers only; never throws for what it finds.
 * @param wanted a name of the catalog, the path of a GGUF, or `none`; undefined for the newest in the folder
 */
export async function chooseEmbedding(wanted: string | undefined, modelsDir: string): Promise<EmbeddingChoice> {
  if (wanted === 'none') return { kind: 'off' }
  const folder = embeddingsFolder(modelsDir)
  if (wanted === undefined) {
    const [newest] = await embeddingModelsIn(folder)
    return newest ? described(newest.file, newest.header) : waiting(say('no_embedding_model'))
  }
  const known = embeddingCatalogModel(wanted)
  const file = known ? path.join(folder, known.file) : path.resolve(wanted)
  if (!known && !/\.gguf$/i.test(wanted)) {
    return waiting(say('embedding_name_unknown', { model: wanted }))
  }
  const header = await headerOf(file)
  if (typeof header !== 'string') return described(file, header)
  if (!known) return waiting(header)
  return waiting(say('model_not_downloaded', { model: known.name }), say('pull_it', { model: known.name }))
}

/** Models in a folder that were made for this, newest first. */
export async function embeddingModelsIn(folder: string): Promise<{ file: string; header: GgufHeader }[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.gguf$/i.test(name))
  const found = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name)
      const header = await headerOf(file)
      if (typeof header === 'string' || !isEmbeddingModel(header)) return []
      return [{ file, header, time: (await stat(file)).mtimeMs }]
    }),
  )
  return found.flat().sort((a, b) => b.time - a.time || a.file.localeCompare(b.file))
}

/** The settings of a model that can be loaded, or a sentence about why it cannot. */
async function headerOf(file: string): Promise<GgufHeader | string> {
  const what = say('an_embedding_model')
  try {
    const { header, beginning } = await readGgufHeader(file)
    if (!header) return `${say('file_no_gguf', { file, beginning: JSON.stringify(beginning), what })}.`
    if (architectureOf(header) !== 'clip') return header
    return `${say('file_wrong_kind', { file, kind: say('a_projector_no_model'), what })}.`
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT'
      ? `${say('file_missing', { file, what })}.`
      : `${say('file_unreadable', { file, error: code ?? String(error), what })}.`
  }
}

function described(file: string, header: GgufHeader): EmbeddingChoice {
  const number = (key: string) => Number(header.get(`${architectureOf(header)}.${key}`) ?? 0)
  const whole = number('embedding_length')
  if (!(whole > 0)) return waiting(say('embedding_without_length', { file }))
  const name = path.basename(file).replace(/\.gguf$/i, '')
  const recipe = recipeFor(name)
  const dimensions = Math.min(recipe.dimensions ?? whole, whole)
  const contextTokens = Math.min(MOST_TOKENS, number('context_length') || MOST_TOKENS)
  return {
    ...{ kind: 'model', path: file, name, recipe, dimensions, contextTokens },
    version: `${name}/${dimensions}/${TEXT_VERSION}`,
  }
}

function waiting(reason: string, hint = say('pull_it', { model: 'qwen3-embedding-0.6b' })): EmbeddingChoice {
  return { kind: 'waiting', reason, hint }
}
