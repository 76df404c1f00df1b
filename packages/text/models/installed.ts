import { stat } from 'node:fs/promises'
import path from 'node:path'
import { embeddingModelOfFile } from './catalog.js'
import { embeddingModelsIn, embeddingsFolder } from './choose.js'

export interface InstalledEmbedding {
  /** the catalog's name, else the file's without .gguf */
  name: string
  file: string
  bytes: number
}

/** The embedding models on disk, newest first. */
export async function installedEmbeddings(modelsDir: string): Promise<InstalledEmbedding[]> {
  const found = await embeddingModelsIn(embeddingsFolder(modelsDir))
  return await Promise.all(
    found.map(async ({ file }) => {
      const base = path.basename(file)
      const name = embeddingModelOfFile(base)?.name ?? base.replace(/\.gguf$/i, '')
      return { name, file, bytes: (await stat(file)).size }
    }),
  )
}

/** One of them by the catalog's name, its path, or its file's name with or without .gguf. */
export async function findEmbedding(name: string, modelsDir: string): Promise<InstalledEmbedding | undefined> {
  const base = `${name.replace(/\.gguf$/i, '')}.gguf`
  return (await installedEmbeddings(modelsDir)).find(
    (each) => each.name === name.toLowerCase() || each.file === path.resolve(name) || path.basename(each.file) === base,
  )
}
