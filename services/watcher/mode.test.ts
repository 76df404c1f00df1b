import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { chooseMode } from './mode.js'
import { afterwards, expectPresent, paths, put, settled, shareAt, slow, start, temporaryFolder } from './testing.js'

const never = new AbortController().signal

describe('how a share is watched', () => {
  it('is native where a probe file is seen, and the probe leaves nothing behind', async () => {
    const root = temporaryFolder()
    expect(await chooseMode(shareAt(root, { mode: 'auto' }), { probeMs: 60_000 }, never)).toEqual({
      watching: 'native',
      proven: true,
      network: false,
    })
    expect(readdirSync(root)).toEqual([])
  })

  it('is native but unproven where no probe can be written', async () => {
    // /sys refuses new files even to root
    const mode = await chooseMode(shareAt('/sys/kernel', { mode: 'auto' }), { probeMs: 1_000 }, never)
    expect(mode).toMatchObject({ watching: 'native', proven: false })
  })
})

describe('a share that is polled', () => {
  it('finds changes and deletions', async () => {
    const root = temporaryFolder()
    put(root, 'a/1.jpg')
    const { catalogue } = start(shareAt(root, { mode: 'poll' }))
    await expectPresent(catalogue, ['a/1.jpg'])
    put(root, 'b/2.jpg')
    put(root, 'a/1.jpg', 'more than before')
    await expectPresent(catalogue, ['a/1.jpg', 'b/2.jpg'])
    await expect.poll(() => catalogue.files.get('1:a/1.jpg')?.size, slow).toBe(16)
    execFileSync('rm', ['-r', join(root, 'a')])
    await expectPresent(catalogue, ['b/2.jpg'])
    expect(paths(catalogue, 'missing')).toEqual(['a/1.jpg'])
  })
})

describe('falling back to polling', () => {
  const isRoot = process.getuid?.() === 0

  it.skipIf(!isRoot)('happens when a walk finds what no event announced', async () => {
    // An overlay whose lower folder changes underneath behaves as a network share does: no event, but the file is there.
    const [lower, root] = [temporaryFolder(), temporaryFolder()]
    put(lower, 'a/1.jpg')
    execFileSync('mount', ['-t', 'overlay', '-o', `lowerdir=${lower}:${temporaryFolder()}`, 'overlay', root])
    afterwards(() => {
      execFileSync('umount', ['-l', root])
    })
    const { catalogue, lines } = start(shareAt(root, { mode: 'auto' }))
    await settled(catalogue)
    await setTimeout(50) // times of files come from a clock that runs a tick behind: these must be after the watch began
    put(lower, 'a/2.jpg')
    put(lower, 'b/3.jpg')
    await expectPresent(catalogue, ['a/1.jpg', 'a/2.jpg', 'b/3.jpg'])
    await expect
      .poll(() => catalogue.reports.findLast((report) => report.kind === 'state'), slow)
      .toMatchObject({
        detail: { watching: 'poll', reason: 'Changes were found that no event had announced' },
      })
    put(lower, 'b/4.jpg')
    await expectPresent(catalogue, ['a/1.jpg', 'a/2.jpg', 'b/3.jpg', 'b/4.jpg'])
    expect(lines.filter((line) => line.msg.includes('is polled'))).toHaveLength(1)
  })

  it.skipIf(!mayLimitWatches())('happens at the limit of watches, with one line about it', async () => {
    const root = temporaryFolder()
    for (let n = 0; n < 60; n++) put(root, `${n}/1.jpg`)
    const lines = execFileSync('unshare', ['-Ur', 'sh', '-c', limited, 'sh', process.execPath, program, root], {
      encoding: 'utf8',
    }).trim()
    const [log, ...states] = lines.split('\n').map((line) => JSON.parse(line))
    expect(log.msg).toBe('watching for events is not possible, the share is polled')
    expect(states).toMatchObject([
      { watching: 'native' },
      { watching: 'poll', reason: expect.stringContaining('System limit for number of file watchers reached') },
      { found: 60, walks: 3 },
    ])
  })

  it.skipIf(isRoot)('does not happen where a share cannot be written to but events arrive', async () => {
    const root = temporaryFolder()
    put(root, 'a/1.jpg')
    chmodSync(root, 0o555)
    afterwards(() => chmodSync(root, 0o755))
    const { catalogue } = start(shareAt(root, { mode: 'auto' }))
    await settled(catalogue)
    put(root, 'a/2.jpg')
    await expectPresent(catalogue, ['a/1.jpg', 'a/2.jpg'])
    await settled(catalogue, 3)
    expect(catalogue.reports.findLast((report) => report.kind === 'state')).toMatchObject({
      detail: { watching: 'native' },
    })
  })
})

describe('a file that keeps its old time', () => {
  it('is not taken for settled before its copy is complete', async () => {
    const root = temporaryFolder()
    const { catalogue } = start(shareAt(root))
    await settled(catalogue)
    put(root, 'old.jpg')
    utimesSync(join(root, 'old.jpg'), 1_000_000_000, 1_000_000_000)
    await expect.poll(() => catalogue.files.has('1:old.jpg'), { timeout: 200, interval: 10 }).toBe(false)
    await expectPresent(catalogue, ['old.jpg'])
    expect(catalogue.files.get('1:old.jpg')?.mtimeMs).toBe(1_000_000_000_000)
  })
})

const limited = 'echo 20 > /proc/sys/user/max_inotify_watches && exec "$1" --input-type=module -e "$2" "$3"'

/** Runs the built watcher: the limit can only be set for a process that is started for it. */
const program = `
import { pino } from 'pino'
import { createMemoryCatalogue } from '${import.meta.dirname}/../../dist/services/watcher/memory-catalogue.js'
import { watchShare } from '${import.meta.dirname}/../../dist/services/watcher/watch-share.js'
const catalogue = createMemoryCatalogue()
const watch = watchShare(
  { id: 1, name: 'photos', root: process.argv[1], mode: 'native', device: null, inode: null },
  catalogue,
  { signal: new AbortController().signal, log: pino(), settings: { settleMs: 100, pollMs: 60_000 } },
)
const of = (kind) => catalogue.reports.filter((report) => report.kind === kind)
while (of('scanned').length < 3 || catalogue.files.size < 60) await new Promise((resolve) => setTimeout(resolve, 20))
await watch.close()
for (const { detail } of of('state')) {
  const { watching, reason } = detail
  console.log(JSON.stringify({ watching, reason }))
}
console.log(JSON.stringify({ found: catalogue.files.size, walks: of('scanned').length }))
`

function mayLimitWatches(): boolean {
  try {
    execFileSync('unshare', ['-Ur', 'sh', '-c', 'echo 20 > /proc/sys/user/max_inotify_watches'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
