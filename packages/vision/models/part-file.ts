import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { z } from 'zod'

/** What a part belongs to, kept beside it, so that the parts of two different files are never glued together. */
const partState = z.object({
  sha256: z.string().optional(),
  /** where there is no hash: the link, and what the server calls this version of it */
  url: z.string().optional(),
  etag: z.string().optional(),
  size: z.number().optional(),
})

export type PartState = z.infer<typeof partState>

export const PART_SUFFIX = '.part'
export const partPath = (file: string) => file + PART_SUFFIX
const statePath = (file: string) => `${file}.part.json`

/** How many bytes of the wanted file are there and can be gone on with. What belongs to another file is deleted. */
export async function usablePart(file: string, wanted: PartState): Promise<{ offset: number; etag?: string }> {
  const state = await readState(file)
  const offset = await sizeOf(partPath(file))
  const same = wanted.sha256 ? state?.sha256 === wanted.sha256 : state?.url === wanted.url && isStrong(state?.etag)
  if (offset > 0 && state && same && offset <= (wanted.size ?? state.size ?? Number.POSITIVE_INFINITY)) {
    return { offset, ...(state.etag ? { etag: state.etag } : {}) }
  }
  await removePart(file)
  return { offset: 0 }
}

export async function writePartState(file: string, state: PartState): Promise<void> {
  await writeFile(statePath(file), JSON.stringify(state))
}

export async function removePart(file: string): Promise<void> {
  await rm(partPath(file), { force: true })
  await rm(statePath(file), { force: true })
}

export async function removePartState(file: string): Promise<void> {
  await rm(statePath(file), { force: true })
}

export async function sizeOf(file: string): Promise<number> {
  return await stat(file).then(
    ({ size }) => size,
    () => 0,
  )
}

/** A weak tag says that two versions mean the same, not that their bytes are. */
const isStrong = (etag: string | undefined) => etag !== undefined && !etag.startsWith('W/')

export async function readState(file: string): Promise<PartState | undefined> {
  try {
    return partState.parse(JSON.parse(await readFile(statePath(file), 'utf8')))
  } catch {
    return undefined
  }
}
