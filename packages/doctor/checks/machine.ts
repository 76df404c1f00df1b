import { constants } from 'node:fs'
import { access, mkdir, statfs } from 'node:fs/promises'
import os from 'node:os'
import { messageOf } from '#core/errors'
import { readMemory } from '#core/machine/memory'
import { say } from '#core/sentences/say'
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
    why: say('node_old'),
    advice: say('node_install'),
  }
}

/**
 * The data folder: can it be written, and is there room for previews (about 150 kB a photo) and a model.
 *
 * @param options `writes`: false where it is only read from here
 */
export async function checkData(dataDir: string, { writes }: { writes: boolean }): Promise<Finding[]> {
  try {
    if (writes) await mkdir(dataDir, { recursive: true })
    await access(dataDir, writes ? constants.W_OK : constants.R_OK)
  } catch (error) {
    const advice = say('data_unwritable')
    const why = say('data_why')
    return [{ about: say('about_data'), state: 'problem', found: `${dataDir}: ${messageOf(error)}`, why, advice }]
  }
  const disk = await statfs(dataDir)
  const free = disk.bavail * disk.bsize
  const found = say('disk_free', { free: (free / GB).toFixed(1), folder: dataDir })
  if (free < 1 * GB) {
    return [
      {
        about: say('about_disk'),
        state: 'problem',
        found,
        why: say('disk_full_why'),
        advice: say('disk_full_advice'),
      },
    ]
  }
  if (free < 10 * GB) {
    return [
      {
        about: say('about_disk'),
        state: 'warning',
        found,
        why: say('disk_low_why'),
        advice: say('disk_low_advice'),
      },
    ]
  }
  return [{ about: say('about_disk'), state: 'ok', found }]
}

/** @param options `forModel`: whether a model is to fit into this memory, too */
export async function checkMemory({ forModel }: { forModel: boolean }, memory = readMemory): Promise<Finding> {
  const total = (await memory()).totalBytes / GB
  const found = say('memory_found', { memory: total.toFixed(1), cores: os.availableParallelism() })
  if (total >= 7.5 || !forModel) return { about: say('about_memory'), state: 'ok', found }
  const advice = say('memory_small_advice')
  const why = say('memory_small_why')
  return { about: say('about_memory'), state: 'warning', found, why, advice }
}
