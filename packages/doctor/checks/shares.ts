import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { messageOf } from '#core/errors'
import type { Finding } from '../finding.js'

/** Counting stops here: the walk of a huge share would take longer than the owner waits for a check. */
const COUNT_LIMIT = 50_000

/** Each share: there, readable, and few enough folders for the kernel to watch. */
export async function checkShares(shares: { name: string; path: string }[]): Promise<Finding[]> {
  const findings: Finding[] = []
  let folders = 0
  for (const share of new Map(shares.map((each) => [each.path, each])).values()) {
    const about = `share ${share.name}`
    try {
      if (!(await stat(share.path)).isDirectory()) throw new Error('it is not a folder')
      const count = await countFolders(share.path)
      folders += count
      const found = `${share.path}, ${count >= COUNT_LIMIT ? 'more than ' : ''}${count} ${count === 1 ? 'folder' : 'folders'}`
      findings.push({ about, state: 'ok', found })
    } catch (error) {
      const advice = 'Mount it or correct its path. Its photos are kept until it is back.'
      const why = 'Its originals cannot be opened, and new photos in it are not noticed.'
      findings.push({ about, state: 'problem', found: `${share.path}: ${messageOf(error)}`, why, advice })
    }
  }
  if (findings.length === 0) {
    findings.push({
      about: 'shares',
      state: 'warning',
      found: 'no folder is watched',
      why: 'There are no photos to look after.',
      advice: 'npm start -- ~/Pictures',
    })
  }
  return [...findings, ...(await checkWatchLimit(folders))]
}

async function checkWatchLimit(folders: number): Promise<Finding[]> {
  const text = await readFile('/proc/sys/fs/inotify/max_user_watches', 'utf8').catch(() => null)
  if (text === null) return []
  const limit = Number(text)
  const found = `${folders} needed, one a folder; the kernel allows a user ${limit}`
  if (folders < limit * 0.8) return [{ about: 'watches', state: 'ok', found }]
  const advice = `Raise it: sysctl fs.inotify.max_user_watches=${2 ** Math.ceil(Math.log2(folders * 4))}; until then such shares are polled.`
  const why =
    'A share that cannot be watched is polled: new photos are noticed a minute later, and the disk wakes for it.'
  return [{ about: 'watches', state: 'warning', found, why, advice }]
}

async function countFolders(root: string): Promise<number> {
  let count = 0
  const waiting = [root]
  for (let folder = waiting.pop(); folder !== undefined && count < COUNT_LIMIT; folder = waiting.pop()) {
    count++
    const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
      if (folder === root) throw error
      return []
    })
    for (const entry of entries) if (entry.isDirectory()) waiting.push(path.join(folder, entry.name))
  }
  return count
}
