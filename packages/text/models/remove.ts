import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { embeddingCatalogModel } from './catalog.js'
import { embeddingsFolder } from './choose.js'
import { findEmbedding } from './installed.js'

/**
 * Deletes an embedding model and the record of its download, or what was downloaded of it.
 * @returns undefined when there is none of this name
 */
export async function removeEmbeddingModel(
  name: string,
  modelsDir: string,
): Promise<{ file: string; bytes: number } | undefined> {
  const found = (await findEmbedding(name, modelsDir)) ?? (await unfinished(name, modelsDir))
  if (!found) return undefined
  const { file, bytes } = found
  for (const each of ['', '.json', '.part', '.part.json']) await rm(file + each, { force: true })
  return { file, bytes }
}

async function unfinished(name: string, modelsDir: string): Promise<{ file: string; bytes: number } | undefined> {
  const known = embeddingCatalogModel(name)
  if (!known) return undefined
  const file = path.join(embeddingsFolder(modelsDir), known.file)
  const part = await stat(`${file}.part`).catch(() => undefined)
  return part && { file, bytes: part.size }
}
