import { readdir, realpath, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Config } from '#core/config'
import { say } from '#core/sentences/say'
import { Problem } from '../problem.js'

export interface Root {
  /** as people know it */
  path: string
  /** without symbolic links */
  real: string
}

/** Where people keep photos, on a NAS, in a container and at home; volumes are Synology's. */
async function usualPlaces(): Promise<string[]> {
  const top = await readdir('/').catch(() => [])
  const volumes = top
    .filter((name) => /^volume/i.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  return [...volumes.map((name) => `/${name}`), '/mnt', '/media', '/photos', os.homedir()]
}

/** The folders below which one may look, those that are there. A home that is the whole disk is none. */
export async function browsableRoots({ browseRoots }: Pick<Config, 'browseRoots'>): Promise<Root[]> {
  const wanted = browseRoots ?? (await usualPlaces()).filter((each) => path.resolve(each) !== '/')
  const found = await Promise.all(
    wanted.map(async (each): Promise<Root[]> => {
      const place = path.resolve(each)
      const real = await realpath(place).catch(() => undefined)
      const isFolder = real !== undefined && (await stat(real).catch(() => undefined))?.isDirectory()
      return isFolder ? [{ path: place, real }] : []
    }),
  )
  const roots = found.flat()
  return roots.filter(({ real }, place) => roots.findIndex((each) => each.real === real) === place)
}

/**
 * A folder below one of the roots, by its name and by what it really is.
 * @throws Problem 403 for what lies elsewhere, 404 for what is not there, 409 for what cannot be opened
 */
export async function allowedFolder(asked: string, roots: Root[]): Promise<{ path: string; root: Root }> {
  const place = path.resolve(asked)
  // By its name first: of what lies elsewhere not even is told whether it is there.
  if (!roots.some((root) => isWithin(place, root.path) || isWithin(place, root.real))) throw elsewhere(asked, roots)
  const real = await realpath(place).catch((error: NodeJS.ErrnoException) => {
    throw cannotOpen(place, error)
  })
  const root = roots.find((each) => isWithin(real, each.real))
  if (!root) throw elsewhere(asked, roots)
  return { path: place, root }
}

export function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner)
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
}

export function cannotOpen(place: string, error: NodeJS.ErrnoException): Problem {
  const gone = error.code === 'ENOENT' || error.code === 'ENOTDIR'
  if (gone) return new Problem(404, say('folder_missing', { folder: place }), { code: 'folder_missing', cause: error })
  const hint = say('folder_closed_hint')
  const detail = say('folder_closed', { folder: place, error: String(error.code) })
  return new Problem(409, detail, { code: 'folder_closed', hint, cause: error })
}

function elsewhere(asked: string, roots: Root[]): Problem {
  const places = roots.map((root) => root.path).join(', ') || 'none'
  const hint = say('folder_elsewhere_hint')
  return new Problem(403, say('folder_elsewhere', { places, folder: asked }), { code: 'folder_elsewhere', hint })
}
