import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { paths, settled, shareAt, slow, start, temporaryFolder } from './testing.js'

/** Repeatable random numbers from 0 to below `limit` (mulberry32). */
function dice(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

function photosIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.jpg'))
    .sort()
}

it.each([1, 2, 3, 4])('events alone keep up with 400 changes of all kinds (seed %i)', async (seed) => {
  const root = temporaryFolder()
  const { catalogue } = start(shareAt(root))
  await settled(catalogue)
  const roll = dice(seed)
  // few names, so that folders are removed, renamed and made again under names that were watched before
  const folder = () => Array.from({ length: 1 + roll(3) }, () => 'abc'[roll(3)]).join('/')
  for (let step = 0; step < 400; step++) {
    const [from, to] = [join(root, folder()), join(root, folder())]
    const kind = roll(10)
    if (kind < 5) {
      mkdirSync(from, { recursive: true })
      writeFileSync(join(from, `${roll(6)}.jpg`), 'x'.repeat(1 + roll(100)))
    } else if (kind < 7) {
      rmSync(from, { recursive: true, force: true })
    } else if (existsSync(from) && !`${to}/`.startsWith(`${from}/`) && !`${from}/`.startsWith(`${to}/`)) {
      rmSync(to, { recursive: true, force: true })
      mkdirSync(join(to, '..'), { recursive: true })
      renameSync(from, to)
    }
    if (roll(8) === 0) await wait(roll(60))
  }
  await expect.poll(() => paths(catalogue), slow).toEqual(photosIn(root))
  // every folder that is left is watched
  for (const path of photosIn(root)) writeFileSync(join(root, path.replace(/[^/]+$/, 'late.jpg')), 'late')
  await expect.poll(() => paths(catalogue), slow).toEqual(photosIn(root))
  expect(catalogue.reports.filter((report) => report.kind === 'scanned')).toHaveLength(2)
})
