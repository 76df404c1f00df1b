import { stat } from 'node:fs/promises'
import path from 'node:path'
import { catalogModelOfFile } from '../models/catalog.js'
import type { EngineChoice } from '../models/resolve.js'
import { readGgufFacts } from './gguf-facts.js'
import { knownModels, type ModelFacts, modelFactsFrom } from './model-facts.js'

export type EmbeddedChoice = Extract<EngineChoice, { kind: 'embedded' }>

/**
 * What is known about the model of a choice: for a file of the catalog what was published about it, with the sizes of
 * the files that lie here, else what the headers say.
 * @throws Error a sentence that names the file and what is wrong with it
 */
export async function factsOfChoice({ name, modelPath, mmprojPath }: EmbeddedChoice): Promise<ModelFacts> {
  const [model, mmproj] = await Promise.all([readGgufFacts(modelPath), readGgufFacts(mmprojPath)])
  const bytes = await bytesOfAllParts(modelPath)
  const entry = catalogModelOfFile(path.basename(modelPath))
  const known = knownModels.find((each) => each.name === entry?.name)
  if (known) return { ...known, bytes, mmprojBytes: mmproj.fileBytes }
  return modelFactsFrom(name, { ...model, fileBytes: bytes }, mmproj)
}

/** Large models come in files `…-00001-of-00003.gguf`; only the first has the header. */
async function bytesOfAllParts(modelPath: string): Promise<number> {
  const [, start, first, count] = /^(.*-)(0*1)-of-(\d+)\.gguf$/i.exec(modelPath) ?? []
  if (!start || !first || !count) return sizeOf(modelPath)
  const parts = Array.from(
    { length: Number(count) },
    (_, index) => `${start}${String(index + 1).padStart(first.length, '0')}-of-${count}.gguf`,
  )
  const sizes = await Promise.all(parts.map(sizeOf))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** A file that has gone meanwhile is reported by the engine that cannot load it. */
const sizeOf = (file: string) =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  )
