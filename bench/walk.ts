import { fork } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { toEnvironment } from '#core/config'
import { shares } from '#core/database/schema'
import { createLog } from '#core/log'
import { builtFile } from '#core/project-root'
import { saveShare } from '#core/shares'
import { createMemoryCatalogue } from '../services/watcher/memory-catalogue.js'
import { defaultSettings } from '../services/watcher/settings.js'
import { watchShare } from '../services/watcher/watch-share.js'
import { withCatalogue } from './catalogue.js'
import { inTemporaryFolder, row, seconds, section } from './report.js'

const FOLDERS = 1_000
const FILES = 100

/** The first look at a large share: the walk alone, the walk with recording and enqueueing, and what the watcher keeps. */
export async function benchWalk(): Promise<void> {
  section(`Watch: ${(FOLDERS * FILES).toLocaleString('en')} files in ${FOLDERS.toLocaleString('en')} folders`)
  await inTemporaryFolder(async (root) => {
    const tree = path.join(root, 'photos')
    for (let d = 0; d < FOLDERS; d++) {
      const folder = path.join(tree, `year-${Math.floor(d / 50)}`, `day-${d}`)
      mkdirSync(folder, { recursive: true })
      for (let f = 0; f < FILES; f++) writeFileSync(path.join(folder, `IMG_${f}.jpg`), '')
    }
    await sleep(6_000) // old enough to count as settled
    const bare = await seconds(() => bareWalk(tree))
    const walk = await walkAlone(tree)
    row('readdir of every folder, nothing else', `${bare.toFixed(2)} s`)
    row('first walk: list, stat, ignore rules, settling (target 3 s)', `${walk.toFixed(2)} s`)
    await withCatalogue(root, async ({ connection, queues, config }) => {
      await saveShare(connection.db, { name: 'bench', path: tree, mode: 'native' })
      const settings = { ...config, databaseUrl: connection.url }
      const watcher = fork(builtFile('services/watcher/main.js'), [], {
        env: toEnvironment(settings, process.env),
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      })
      try {
        const elapsed = await seconds(async () => {
          for (;;) {
            const [share] = await connection.db.select().from(shares)
            if (share?.lastScanAt) return
            await sleep(50)
          }
        })
        const { waiting } = await queues.ingest.counts()
        row('start of the watcher to everything recorded and enqueued', `${elapsed.toFixed(1)} s`)
        row(
          '  files enqueued',
          `${waiting.toLocaleString('en')}, ${Math.round(waiting / elapsed).toLocaleString('en')} a second`,
        )
        await sleep(10_000)
        const status = await readFile(`/proc/${watcher.pid}/status`, 'utf8')
        row(
          'watcher resident, settled (target 200 MB)',
          `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1000)} MB`,
        )
        row('inotify watches', String(await inotifyWatches(watcher.pid as number)))
      } finally {
        watcher.kill('SIGTERM')
        await new Promise((resolve) => watcher.once('exit', resolve))
      }
    })
  })
}

async function bareWalk(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await bareWalk(path.join(folder, entry.name))
  }
}

async function walkAlone(root: string): Promise<number> {
  const share = { id: 1, name: 'bench', root, mode: 'poll' as const, device: null, inode: null }
  const catalogue = createMemoryCatalogue()
  let milliseconds = 0
  const stop = new AbortController()
  const watch = watchShare(
    share,
    {
      ...catalogue,
      async scanned(_share, summary) {
        milliseconds = summary.milliseconds
      },
    },
    { signal: stop.signal, log: createLog('bench', 'silent'), settings: defaultSettings },
  )
  while (milliseconds === 0) await sleep(20)
  await watch.close()
  return milliseconds / 1000
}

async function inotifyWatches(pid: number): Promise<number> {
  let count = 0
  for (const fd of await readdir(`/proc/${pid}/fdinfo`)) {
    const info = await readFile(`/proc/${pid}/fdinfo/${fd}`, 'utf8').catch(() => '')
    count += info.match(/^inotify /gm)?.length ?? 0
  }
  return count
}
