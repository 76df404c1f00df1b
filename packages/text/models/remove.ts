import { rm } from 'node:fs/promises'
import { findEmbedding } from './installed.js'

/**
 * Deletes an embedding model and the record of its download.
 * @returns undefined when there is none of this name
 */
export async function removeEmbeddingModel(
  name: string,
  modelsDir: string,
): Promise<{ file: string; bytes: number } | undefined> {
  const found = await findEmbedding(name, modelsDir)
  if (!found) return undefined
  const { file, bytes } = found
  for (const each of ['', '.json', '.part', '.part.json']) await rm(file + each, { force: true })
  return { file, bytes }
}
