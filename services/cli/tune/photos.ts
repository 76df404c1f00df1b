import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { demoScenes } from '#core/demo'
import { FatalError, messageOf } from '#core/errors'
import { hasPhotoExtension } from '#core/photo-extensions'
import { openDecoders } from '#photo/open-decoders'
import { pictureOf } from '#photo/picture-of'
import { MEASURED_PHOTOS } from '#vision/tuning/measure-choice'
import type { Client } from '../client.js'

/** Of a large library it is enough to choose among so many. */
const PAGE = 500

export interface Photos {
  /** encoded pictures in any format that sharp reads, at the preview's size or smaller */
  pictures: Buffer[]
  /** whose they are, for a sentence: `10 photos of your library` */
  from: string
}

/**
 * The owner's photos to measure with: some of the files and folders that were named, else of the library, else the
 * drawings that come with Albumen.
 * @throws FatalError when photos were named and none of them can be read
 */
export async function choosePhotos(
  named: string[],
  { config, client, signal }: { config: Config; client: Client | undefined; signal: AbortSignal },
): Promise<Photos> {
  if (named.length > 0) return await fromFiles(await photosIn(named), signal)
  const library = client ? await fromDaemon(client, signal) : await fromPreviews(dataFolder(config.dataDir).previews)
  if (library.length > 0) return { pictures: library, from: `${count(library.length)} of your library` }
  return {
    pictures: await bundled(),
    from: `${MEASURED_PHOTOS} of the drawings that come with Albumen, for want of a library`,
  }
}

/** Files as they were named, and every photo below a folder. */
async function photosIn(named: string[]): Promise<string[]> {
  const found = await Promise.all(
    named.map(async (each) => {
      const about = await stat(each).catch((cause: NodeJS.ErrnoException) => {
        throw new FatalError(`Expected photos or folders of photos: ${each} cannot be opened (${cause.code}).`, {
          cause,
        })
      })
      if (!about.isDirectory()) return [each]
      const inside = await readdir(each, { recursive: true, withFileTypes: true })
      return inside
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && hasPhotoExtension(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name))
    }),
  )
  return found.flat()
}

async function fromFiles(files: string[], signal: AbortSignal): Promise<Photos> {
  const decoders = openDecoders(signal)
  try {
    const pictures = await some(files, async (file) => {
      return await pictureOf(file, decoders.deps).catch((error: unknown) => {
        signal.throwIfAborted()
        process.stderr.write(`Left out ${file}: ${messageOf(error)}\n`)
        return undefined
      })
    })
    if (pictures.length === 0) throw new FatalError(`Expected photos to measure with, found none that can be read.`)
    return {
      pictures,
      from: files.length > MEASURED_PHOTOS ? `${count(pictures.length)} of ${files.length}` : count(pictures.length),
    }
  } finally {
    await decoders.close()
  }
}

async function fromDaemon(client: Client, signal: AbortSignal): Promise<Buffer[]> {
  const pages = await Promise.all(
    (['newest', 'oldest'] as const).map((order) =>
      client.get<{ items: { id: string }[] }>(`/photos?limit=${PAGE}&order=${order}`),
    ),
  )
  const ids = [...new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)))]
  return await some(ids, async (id) => {
    signal.throwIfAborted()
    return await client.bytes(`/photos/${id}/preview`).catch(() => undefined) // it is not ingested yet
  })
}

/** The daemon does not run, but what it has seen lies there. */
async function fromPreviews(folder: string): Promise<Buffer[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const previews = names.filter((name) => name.endsWith('-preview.webp'))
  return await some(previews, (name) => readFile(path.join(folder, name)).catch(() => undefined))
}

function bundled(): Promise<Buffer[]> {
  return readdir(demoScenes).then((names) =>
    some(names.filter(hasPhotoExtension), (name) => readFile(path.join(demoScenes, name))),
  )
}

/** Takes from a list at random until there are enough that are any good. */
async function some<T>(list: T[], take: (each: T) => Promise<Buffer | undefined>): Promise<Buffer[]> {
  const left = [...list]
  const taken: Buffer[] = []
  while (left.length > 0 && taken.length < MEASURED_PHOTOS) {
    const [each] = left.splice(Math.floor(Math.random() * left.length), 1)
    const picture = await take(each as T)
    if (picture) taken.push(picture)
  }
  return taken
}

const count = (photos: number) => (photos === 1 ? '1 photo' : `${photos} photos`)
