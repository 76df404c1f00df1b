import { rm } from 'node:fs/promises'
import path from 'node:path'
import { say } from '#core/sentences/say'
import { catalogModelOfFile } from './catalog.js'
import { type GgufKind, ggufProblem } from './gguf-file.js'
import { hashFile } from './hash-file.js'
import { partPath, removePart, sizeOf } from './part-file.js'
import { type PullRecord, readPullRecord, recordPath } from './pull-record.js'
import { localPlace } from './reference.js'
import { modelsIn, projectorFor } from './resolve.js'

export interface InstalledModel {
  /** the catalog's name, else the file's without .gguf */
  name: string
  model: string
  bytes: number
  /** undefined where it cannot see yet, because its projector is missing */
  mmproj: string | undefined
  mmprojBytes: number
  record: PullRecord | undefined
}

/** What lies in the models folder, and in folders in it. */
export async function installedModels(modelsDir: string): Promise<InstalledModel[]> {
  return await Promise.all((await modelsIn(modelsDir)).map(describe))
}

async function describe(model: string): Promise<InstalledModel> {
  const mmproj = await projectorFor(model)
  return {
    name: nameOf(model),
    model,
    bytes: await sizeOf(model),
    mmproj,
    mmprojBytes: mmproj ? await sizeOf(mmproj) : 0,
    record: await readPullRecord(model),
  }
}

/** One of them by the catalog's name, a URI, a path, or the name of its file with or without .gguf. */
export async function findInstalled(name: string, modelsDir: string): Promise<InstalledModel | undefined> {
  const all = await installedModels(modelsDir)
  const place = localPlace(name, modelsDir)?.model
  const wanted = place ?? path.resolve(name)
  const file = `${name.replace(/\.gguf$/i, '')}.gguf`
  return all.find(({ model }) => model === wanted) ?? all.find(({ model }) => path.basename(model) === file)
}

/**
 * Deletes a model and all that belongs to it; its projector too, unless another model in the folder needs it.
 * @returns what was deleted
 */
export async function removeModel(
  installed: InstalledModel,
  modelsDir: string,
): Promise<{ file: string; bytes: number }[]> {
  const others = (await modelsIn(modelsDir)).filter((model) => model !== installed.model)
  const needed = await Promise.all(others.map(projectorFor))
  const { model, mmproj } = installed
  const files = mmproj && !needed.includes(mmproj) ? [model, mmproj] : [model]
  const gone: { file: string; bytes: number }[] = []
  for (const file of files) {
    gone.push({ file, bytes: (await sizeOf(file)) + (await sizeOf(partPath(file))) })
    await rm(file, { force: true })
    await rm(recordPath(file), { force: true })
    await removePart(file)
  }
  return gone
}

export interface Verdict {
  file: string
  /** `unknown`: a sound header, but nothing is known to compare the content with */
  state: 'ok' | 'unknown' | 'damaged'
  /** a sentence for people */
  found: string
}

/** Reads a file whole and compares it with what was written down when it was downloaded. */
export async function verifyFile(
  file: string,
  kind: GgufKind,
  onBytes: (read: number) => void = () => {},
  signal?: AbortSignal,
): Promise<Verdict> {
  const problem = await ggufProblem(file, kind)
  if (problem) return { file, state: 'damaged', found: `${problem}.` }
  const record = await readPullRecord(file)
  const size = await sizeOf(file)
  if (!record) return unrecorded(file, size)
  if (size !== record.size)
    return { file, state: 'damaged', found: say('verify_size', { size, expected: record.size }) }
  const sha256 = await hashFile(file, onBytes, signal)
  if (sha256 !== record.sha256) {
    const found = say('verify_hash', { sha256, expected: record.sha256 })
    return { file, state: 'damaged', found }
  }
  const day = record.pulledAt.slice(0, 10)
  const found = record.published
    ? say('verify_published', { host: new URL(record.source).host, day, sha256 })
    : say('verify_downloaded', { day, sha256 })
  return { file, state: 'ok', found }
}

function unrecorded(file: string, size: number): Verdict {
  const known = catalogModelOfFile(path.basename(file))?.model
  if (known?.exact && known.bytes !== size) {
    return { file, state: 'damaged', found: say('verify_published_size', { size, expected: known.bytes }) }
  }
  return { file, state: 'unknown', found: say('verify_unrecorded') }
}

const nameOf = (model: string) =>
  catalogModelOfFile(path.basename(model))?.name ?? path.basename(model).replace(/\.gguf$/i, '')
