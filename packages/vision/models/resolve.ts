import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { isEmbeddingModel, readGgufHeader } from '#core/gguf-header'
import { say } from '#core/sentences/say'
import { ggufProblem } from './gguf-file.js'
import { localPlace } from './reference.js'
import { readSelection } from './selection.js'

export type EngineChoice =
  | { kind: 'server'; urls: string[]; model?: string | undefined }
  | {
      kind: 'embedded'
      modelPath: string
      mmprojPath: string
      /** for people: the file name without .gguf */
      name: string
      /** the largest picture that the model was trained for, in tokens */
      imageMaxTokens: number
    }
  | {
      kind: 'waiting'
      /** what is missing */
      reason: string
      /** what the owner can do */
      hint: string
    }

export interface EngineWishes {
  engine: 'auto' | 'embedded' | 'server'
  /** `nano-vl`, a name of the catalog, a URI, a path to a GGUF, `auto`, or for a server the name of its model */
  model?: string | undefined
  mmproj?: string | undefined
  serverUrl?: string[] | undefined
  /** where the owner's models lie */
  modelsDir: string
  /** where the bundled models lie, in a folder each */
  bundledDir: string
}

/** The bundled test model was trained on pictures of up to 256 tokens. */
const NANO = { imageMaxTokens: 256 }
/** 1024 tokens are a megapixel of 32 px squares. */
const REAL = { imageMaxTokens: 1024 }

/** Decides which engine looks at the photos. Reads folders and file headers only; it never throws for what it finds. */
export async function resolveEngineChoice(wishes: EngineWishes): Promise<EngineChoice> {
  const { engine, model, mmproj, serverUrl, modelsDir, bundledDir } = wishes
  const wait = (reason: string, advice = say('get_a_model', { folder: modelsDir })): EngineChoice => ({
    kind: 'waiting',
    reason,
    hint: advice,
  })

  if (engine === 'server' && !serverUrl) return wait(say('server_unset'))
  if (serverUrl && engine !== 'embedded') return { kind: 'server', urls: serverUrl, model }

  const chosen = model ? { model, mmproj } : await readSelection(modelsDir)
  if (chosen?.model === 'nano-vl') {
    const folder = path.join(bundledDir, 'nano-vl')
    return embedded(path.join(folder, 'nano-vl.gguf'), path.join(folder, 'nano-vl-mmproj.gguf'), NANO, wait)
  }
  if (chosen && chosen.model !== 'auto') return named(chosen.model, mmproj ?? chosen.mmproj, modelsDir, wait)

  const newest = await newestPair(modelsDir, mmproj)
  if (newest) return embedded(newest.model, newest.mmproj, REAL, wait)
  return wait((await lonelyModel(modelsDir)) ?? say('no_vision_model'))
}

type Wait = (reason: string, advice?: string) => EngineChoice

async function named(model: string, mmproj: string | undefined, modelsDir: string, wait: Wait): Promise<EngineChoice> {
  const place = localPlace(model, modelsDir)
  if (place) {
    if (!(await exists(place.model))) {
      return wait(say('model_not_downloaded', { model }), say('pull_it', { model }))
    }
    const own = place.mmproj && (await exists(place.mmproj)) ? place.mmproj : undefined
    return named(place.model, mmproj ?? own, modelsDir, wait)
  }
  if (!/\.gguf$/i.test(model) && !model.includes(path.sep)) {
    return wait(say('model_name_unknown', { model }))
  }
  const problem = await ggufProblem(model, 'model')
  if (problem) return wait(`${problem}.`)
  const projector = mmproj ?? (await projectorFor(model))
  if (projector) return embedded(model, projector, isNano(model) ? NANO : REAL, wait)
  return wait(say('model_without_projector', { model, folder: path.dirname(model) }))
}

async function embedded(modelPath: string, mmprojPath: string, sizes: typeof REAL, wait: Wait): Promise<EngineChoice> {
  const problem = (await ggufProblem(modelPath, 'model')) ?? (await ggufProblem(mmprojPath, 'mmproj'))
  if (problem) return wait(`${problem}.`)
  return { kind: 'embedded', modelPath, mmprojPath, name: path.basename(modelPath).replace(/\.gguf$/i, ''), ...sizes }
}

/** The newest model of a folder (or of a folder in it) whose projector is there too. */
async function newestPair(folder: string, mmproj: string | undefined) {
  for (const model of await modelsIn(folder)) {
    const projector = mmproj ?? (await projectorFor(model))
    if (projector && !(await ggufProblem(model, 'model')) && !(await ggufProblem(projector, 'mmproj'))) {
      return { model, mmproj: projector }
    }
  }
  return undefined
}

async function lonelyModel(folder: string): Promise<string | undefined> {
  const [model] = await modelsIn(folder)
  if (!model) return undefined
  const problem = await ggufProblem(model, 'model')
  return problem ? `${problem}.` : say('model_without_usable_projector', { model })
}

/** Files of vision models, newest first; split models are named by their first part. */
export async function modelsIn(folder: string): Promise<string[]> {
  const files = (await ggufsIn(folder, 1)).filter(
    (file) => !isProjector(file) && !/-0*(?!1-)\d+-of-\d+\.gguf$/i.test(file),
  )
  const dated = await Promise.all(
    files.map(async (file) => ({ file, time: (await stat(file)).mtimeMs, embedding: await isEmbedding(file) })),
  )
  return dated
    .filter(({ embedding }) => !embedding)
    .sort((a, b) => b.time - a.time || a.file.localeCompare(b.file))
    .map(({ file }) => file)
}

/** The projector beside a model; where several lie there, the one whose name shares most with the model's. */
export async function projectorFor(model: string): Promise<string | undefined> {
  const words = wordsOf(model)
  const shared = (file: string) => wordsOf(file).filter((word) => words.includes(word)).length
  const beside = (await ggufsIn(path.dirname(model), 0)).filter(isProjector)
  return beside.sort((a, b) => shared(b) - shared(a) || a.localeCompare(b))[0]
}

async function ggufsIn(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found = await Promise.all(
    entries.map((entry) => {
      const file = path.join(folder, entry.name)
      if (entry.isDirectory()) return depth > 0 ? ggufsIn(file, depth - 1) : []
      return /\.gguf$/i.test(entry.name) ? [file] : []
    }),
  )
  return found.flat()
}

/** Embedding models have a folder of their own, but may have been put elsewhere by hand. */
async function isEmbedding(file: string): Promise<boolean> {
  const { header } = await readGgufHeader(file).catch(() => ({ header: undefined }))
  return header !== undefined && isEmbeddingModel(header)
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )
const isProjector = (file: string) => /mmproj/i.test(path.basename(file))
const isNano = (file: string) => path.basename(file) === 'nano-vl.gguf'
const wordsOf = (file: string) =>
  path
    .basename(file)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
