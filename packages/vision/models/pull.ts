import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { say } from '#core/sentences/say'
import type { CatalogModel } from './catalog.js'
import { requireSpace } from './disk-space.js'
import { download, type Patience, type Source } from './download.js'
import { type GgufKind, ggufProblem } from './gguf-file.js'
import type { Hub, HubFile } from './hubs.js'
import { partPath, sizeOf } from './part-file.js'
import type { ProgressListener } from './progress.js'
import { PullError } from './pull-error.js'
import { readPullRecord } from './pull-record.js'
import { type FileReference, knownModel, parseReference, placeOf } from './reference.js'

export interface PullOptions {
  modelsDir: string
  /** as {@link createHubs} makes them */
  hubs: Hub[]
  /** the projector of a model that is not in the catalog, when its repository does not have exactly one choice */
  mmproj?: string | undefined
  patience?: Partial<Patience>
  signal?: AbortSignal
  onProgress?: ProgressListener
}

export interface Pulled {
  model: string
  mmproj: string
  files: PulledFile[]
}

export interface PulledFile {
  file: string
  bytes: number
  alreadyThere: boolean
}

interface Wanted {
  kind: GgufKind
  file: string
  sources: Source[]
}

/**
 * Brings a model and its projector into the models folder: a name of the catalog, `hf:owner/repository/file.gguf` or a
 * link. The projector comes first, so that a model that appears there is complete.
 * @throws PullError with a sentence for the owner
 */
export async function pullModel(name: string, options: PullOptions): Promise<Pulled> {
  const signal = options.signal ?? new AbortController().signal
  await mkdir(options.modelsDir, { recursive: true })
  const listings = rememberListings(options.hubs)
  const known = knownModel(name)
  const [mmproj, model] = known
    ? ofCatalog(known, options, listings)
    : await ofReference(name, options, listings, signal)
  const files = await bring([mmproj, model], options, signal)
  return { model: model.file, mmproj: mmproj.file, files: files.reverse() }
}

/**
 * Brings one embedding model into a folder: a file of a hub, or a link.
 * @throws PullError with a sentence for the owner
 */
export async function pullEmbeddingModel(reference: FileReference, options: PullOptions): Promise<PulledFile> {
  const signal = options.signal ?? new AbortController().signal
  await mkdir(options.modelsDir, { recursive: true })
  const listings = rememberListings(options.hubs)
  const file = path.join(options.modelsDir, path.basename(placeOf(reference, options.modelsDir)))
  const [pulled] = await bring([{ kind: 'embedding', file, sources: sourcesOf(reference, listings) }], options, signal)
  return pulled as PulledFile
}

/** Downloads those that are not there, in this order. */
async function bring(all: Wanted[], options: PullOptions, signal: AbortSignal): Promise<PulledFile[]> {
  const missing: Wanted[] = []
  for (const wanted of all) if (!(await isThere(wanted))) missing.push(wanted)
  await requireSpaceForAll(missing, options.modelsDir, signal)
  for (const { file, kind, sources } of missing) {
    const { patience, onProgress } = options
    await download({
      file,
      kind,
      sources,
      signal,
      ...(patience ? { patience } : {}),
      ...(onProgress ? { onProgress } : {}),
    })
  }
  const files = all.map(async (wanted) => ({
    file: wanted.file,
    bytes: await sizeOf(wanted.file),
    alreadyThere: !missing.includes(wanted),
  }))
  return await Promise.all(files)
}

function sourcesOf(reference: FileReference, listings: Listings): Source[] {
  if (reference.kind === 'hub') return listings.sources(reference.repository, reference.file)
  return reference.kind === 'url' ? [link(reference.url)] : []
}

function ofCatalog(known: CatalogModel, { modelsDir }: PullOptions, listings: Listings): [Wanted, Wanted] {
  const wanted = (kind: GgufKind, { repository, file }: { repository: string; file: string }): Wanted => ({
    kind,
    file: path.join(modelsDir, file),
    sources: listings.sources(repository, file),
  })
  return [wanted('mmproj', known.mmproj), wanted('model', known.model)]
}

async function ofReference(
  name: string,
  options: PullOptions,
  listings: Listings,
  signal: AbortSignal,
): Promise<[Wanted, Wanted]> {
  const reference = parse(name)
  if (reference.kind === 'path') {
    throw new PullError('missing', say('reference_unknown', { name }), 'stop')
  }
  if (/-\d+-of-\d+\.gguf$/i.test(name)) {
    throw new PullError('missing', say('reference_part', { name }), 'stop')
  }
  const projector = options.mmproj ? parse(options.mmproj) : await projectorBeside(reference, listings, signal)
  const folder = path.dirname(placeOf(reference, options.modelsDir))
  const wanted = (kind: GgufKind, each: FileReference): Wanted => ({
    kind,
    // The projector lies beside its model, wherever it comes from: that is where it is looked for.
    file: each.kind === 'path' ? each.path : path.join(folder, path.basename(placeOf(each, options.modelsDir))),
    sources: sourcesOf(each, listings),
  })
  return [wanted('mmproj', projector), wanted('model', reference)]
}

function parse(text: string): FileReference {
  try {
    return parseReference(text)
  } catch (error) {
    throw new PullError('missing', (error as Error).message, 'stop', { cause: error })
  }
}

/** The F16 projector of the same repository, or the only one. */
async function projectorBeside(
  reference: FileReference,
  listings: Listings,
  signal: AbortSignal,
): Promise<FileReference> {
  if (reference.kind === 'hub') {
    const files = await listings.first(reference.repository, folderOf(reference.file), signal)
    const projectors = files.map((file) => file.path).filter((file) => /mmproj[^/]*\.gguf$/i.test(file))
    const file = projectors.find((each) => /[-_.]f16\.gguf$/i.test(each)) ?? projectors[0]
    if (file) return { kind: 'hub', repository: reference.repository, file }
  }
  throw new PullError('missing', say('projector_not_found'), 'stop')
}

/** @throws PullError when something else lies there */
async function isThere({ file, kind, sources }: Wanted): Promise<boolean> {
  const size = await sizeOf(file)
  if (size === 0 && sources.length > 0) return false
  const record = await readPullRecord(file)
  const problem =
    record && record.size !== size
      ? say('file_other_size', { file, size, expected: record.size })
      : await ggufProblem(file, kind)
  if (!problem) return true
  throw new PullError('mismatch', `${problem}. ${say('delete_and_again')}`, 'stop')
}

/** Before the first byte, as far as the sources say how much it will be; they are asked again for each file. */
async function requireSpaceForAll(missing: Wanted[], folder: string, signal: AbortSignal): Promise<void> {
  let bytes = 0
  for (const { file, sources } of missing) {
    for (const source of sources) {
      const offer = await source.find(signal).catch(() => undefined)
      if (offer?.size === undefined) continue
      bytes += Math.max(0, offer.size - (await sizeOf(partPath(file))))
      break
    }
  }
  if (bytes > 0) await requireSpace(folder, bytes)
}

interface Listings {
  sources(repository: string, file: string): Source[]
  /** What the first hub that answers has in a folder. @throws PullError when none does */
  first(repository: string, folder: string, signal: AbortSignal): Promise<HubFile[]>
}

/** Each list is asked for once in a pull, failures included, so that being offline is found out once. */
function rememberListings(hubs: Hub[]): Listings {
  const known = new Map<string, Promise<HubFile[]>>()
  const keyOf = (hub: Hub, repository: string, folder: string) => `${hub.name} ${repository} ${folder}`
  const list = (hub: Hub, repository: string, folder: string, signal: AbortSignal) => {
    const key = keyOf(hub, repository, folder)
    const listing = known.get(key) ?? hub.list(repository, folder, signal)
    known.set(key, listing)
    listing.catch((error) => {
      if (error instanceof PullError && error.then === 'again') known.delete(key)
    })
    return listing
  }
  return {
    sources: (repository, file) =>
      hubs.map((hub) => ({
        name: hub.name,
        forget: () => void known.delete(keyOf(hub, repository, folderOf(file))),
        async find(signal) {
          const found = (await list(hub, repository, folderOf(file), signal)).find((each) => each.path === file)
          if (!found)
            throw new PullError('missing', say('source_lacks_file', { source: hub.name, file, repository }), 'next')
          const { size, sha256 } = found
          return { url: hub.urlOf(repository, file), headers: hub.headers, size, sha256 }
        },
      })),
    async first(repository, folder, signal) {
      const failures: string[] = []
      for (const hub of hubs) {
        try {
          return await list(hub, repository, folder, signal)
        } catch (error) {
          if (!(error instanceof PullError)) throw error
          failures.push(error.message)
        }
      }
      const why = say('repository_closed', { repository, each: failures.join('; ') })
      throw new PullError('sources', why, 'stop')
    },
  }
}

function link(url: string): Source {
  return { name: new URL(url).hostname, find: async () => ({ url, headers: {} }) }
}

function folderOf(file: string): string {
  const folder = path.posix.dirname(file)
  return folder === '.' ? '' : folder
}
