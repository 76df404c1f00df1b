import { constants } from 'node:fs'
import { access, mkdir, statfs } from 'node:fs/promises'
import os from 'node:os'
import { messageOf } from '#core/errors'
import { readMemory } from '#core/machine/memory'
import type { Finding } from '../finding.js'

const GB = 1e9

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const fit = major > 20 || (major === 20 && minor >= 19)
  if (fit) return { about: 'Node', state: 'ok', found: version }
  return {
    about: 'Node',
    state: 'problem',
    found: version,
    why: 'Older versions lack what Albumen and its packages use.',
    advice: 'Install Node 20.19 or newer from https://nodejs.org.',
  }
}

/** The data folder: can it be written, and is there room for previews (about 150 kB a photo) and a model. */
export async function checkData(dataDir: string): Promise<Finding[]> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK)
  } catch (error) {
    const advice =
      'Give the user that runs Albumen permission to write there, or set ALBUMEN_DATA_DIR to another folder.'
    const why = 'Database, previews and models lie there.'
    return [{ about: 'data folder', state: 'problem', found: `${dataDir}: ${messageOf(error)}`, why, advice }]
  }
  const disk = await statfs(dataDir)
  const free = disk.bavail * disk.bsize
  const found = `${(free / GB).toFixed(1)} GB free in ${dataDir}`
  if (free < 1 * GB) {
    return [
      {
        about: 'disk',
        state: 'problem',
        found,
        why: 'A database that finds no room stops, and no photo is looked at until there is some.',
        advice: 'Albumen needs at least 1 GB; about 15 GB for 100,000 photos.',
      },
    ]
  }
  if (free < 10 * GB) {
    return [
      {
        about: 'disk',
        state: 'warning',
        found,
        why: 'Previews and models of a growing library may not fit.',
        advice: 'A model takes 2 to 9 GB, the previews of 100,000 photos about 15 GB.',
      },
    ]
  }
  return [{ about: 'disk', state: 'ok', found }]
}

export async function checkMemory(): Promise<Finding> {
  const total = (await readMemory()).totalBytes / GB
  const found = `${total.toFixed(1)} GB, ${os.availableParallelism()} cores`
  if (total >= 7.5) return { about: 'memory', state: 'ok', found }
  const advice =
    'Enough for everything but a large model: use the 2B model, or ALBUMEN_SERVER_URL to use a machine that has more.'
  const why = 'A model that does not fit makes everything slow, or is ended by the system.'
  return { about: 'memory', state: 'warning', found, why, advice }
}
