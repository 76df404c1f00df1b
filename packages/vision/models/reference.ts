import path from 'node:path'
import { say } from '#core/sentences/say'
import { type CatalogModel, catalog, catalogModel } from './catalog.js'

/** One file as the owner names it. */
export type FileReference =
  | { kind: 'hub'; repository: string; file: string }
  | { kind: 'url'; url: string }
  | { kind: 'path'; path: string }

/**
 * `hf:owner/repository/file.gguf`, a link to a file on Hugging Face, any other http(s) link, or else a path.
 * @throws Error for `hf:` and links that name no .gguf file
 */
export function parseReference(text: string): FileReference {
  const hub = /^(?:hf|huggingface):(?:\/\/)?([\w.-]+\/[\w.-]+)\/(.+)$/i.exec(text)
  const link = /^https?:\/\/(?:www\.)?huggingface\.co\/([\w.-]+\/[\w.-]+)\/(?:resolve|blob)\/main\/([^?#]+)/i.exec(text)
  const found = hub ?? link
  if (found?.[1] && found[2]) {
    const file = link ? decodeURIComponent(found[2]) : found[2]
    if (!isGguf(file) || file.split('/').includes('..')) throw expectedGguf(text)
    return { kind: 'hub', repository: found[1], file }
  }
  if (/^(hf|huggingface):/i.test(text)) throw expectedGguf(text)
  if (/^https?:\/\//i.test(text)) {
    if (!URL.canParse(text) || !isGguf(fileOfUrl(text))) throw expectedGguf(text)
    return { kind: 'url', url: text }
  }
  return { kind: 'path', path: path.resolve(text) }
}

/** The entry of the catalog that is meant, by its name or by where it comes from. */
export function knownModel(text: string): CatalogModel | undefined {
  const named = catalogModel(text)
  if (named || !isUri(text)) return named
  try {
    const reference = parseReference(text)
    if (reference.kind !== 'hub') return undefined
    return catalog.find(({ model }) => model.repository === reference.repository && model.file === reference.file)
  } catch {
    return undefined
  }
}

/**
 * Where a model of the catalog, or a file of a hub or a link, lies or would lie in the models folder. Files of the
 * catalog lie in the folder itself, others in one for each repository, because projectors of different models often
 * have the same name. Undefined for paths and unknown names.
 */
export function localPlace(text: string, modelsDir: string): { model: string; mmproj?: string } | undefined {
  const known = knownModel(text)
  if (known) return { model: path.join(modelsDir, known.model.file), mmproj: path.join(modelsDir, known.mmproj.file) }
  if (!isUri(text)) return undefined
  try {
    return { model: placeOf(parseReference(text), modelsDir) }
  } catch {
    return undefined
  }
}

/** The path in the models folder that a download of this file gets; a path stays as it is. */
export function placeOf(reference: FileReference, modelsDir: string): string {
  if (reference.kind === 'path') return reference.path
  if (reference.kind === 'hub') {
    return path.join(modelsDir, reference.repository.replace('/', '_'), path.posix.basename(reference.file))
  }
  return path.join(modelsDir, new URL(reference.url).hostname, fileOfUrl(reference.url))
}

const isUri = (text: string) => /^(hf|huggingface|https?):/i.test(text)

const isGguf = (name: string) => /\.gguf$/i.test(name)

function fileOfUrl(url: string): string {
  return path.posix.basename(decodeURIComponent(new URL(url).pathname))
}

function expectedGguf(text: string): Error {
  return new Error(say('reference_no_file', { name: text }))
}
