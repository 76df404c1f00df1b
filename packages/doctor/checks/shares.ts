import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { messageOf } from '#core/errors'
import { say } from '#core/sentences/say'
import type { Finding } from '../finding.js'

/** Counting stops here: the walk of a huge share would take longer than the owner waits for a check. */
const COUNT_LIMIT = 50_000

/** Each share: there, readable, and few enough folders for the kernel to watch. */
export async function checkShares(shares: { name: string; path: string }[]): Promise<Finding[]> {
  const findings: Finding[] = []
  let folders = 0
  for (const share of new Map(shares.map((each) => [each.path, each])).values()) {
    const about = say('about_share', { name: share.name })
    try {
      if (!(await stat(share.path)).isDirectory()) throw new Error(say('not_a_folder'))
      const count = await countFolders(share.path)
      folders += count
      const code = count >= COUNT_LIMIT ? 'share_folders_many' : count === 1 ? 'share_folder' : 'share_folders'
      const found = say(code, { path: share.path, count })
      findings.push({ about, state: 'ok', found })
    } catch (error) {
      const advice = say('share_away_advice')
      const why = say('share_away_why')
      findings.push({ about, state: 'problem', found: `${share.path}: ${messageOf(error)}`, why, advice })
    }
  }
  if (findings.length === 0) {
    findings.push({
      about: say('about_shares'),
      state: 'warning',
      found: say('shares_none'),
      why: say('shares_none_why'),
      advice: 'npm start -- ~/Pictures',
    })
  }
  return [...findings, ...(await checkWatchLimit(folders))]
}

async function checkWatchLimit(folders: number): Promise<Finding[]> {
  const text = await readFile('/proc/sys/fs/inotify/max_user_watches', 'utf8').catch(() => null)
  if (text === null) return []
  const limit = Number(text)
  const found = say('watches_found', { needed: folders, limit })
  if (folders < limit * 0.8) return [{ about: say('about_watches'), state: 'ok', found }]
  const advice = say('watches_advice', { limit: 2 ** Math.ceil(Math.log2(folders * 4)) })
  const why = say('watches_why')
  return [{ about: say('about_watches'), state: 'warning', found, why, advice }]
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
