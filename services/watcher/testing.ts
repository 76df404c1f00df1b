import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pino } from 'pino'
import { afterEach, expect } from 'vitest'
import type { ShareRef } from './catalogue.js'
import { createMemoryCatalogue, type MemoryCatalogue } from './memory-catalogue.js'
import type { WatchSettings } from './settings.js'
import { type ShareWatch, watchShare } from './watch-share.js'

/** Times short enough for tests. */
export const quick: Partial<WatchSettings> = {
  settleMs: 300,
  debounceMs: 30,
  reconcileMs: 60_000,
  pollMs: 200,
  probeMs: 1_000,
  unannouncedMs: 100,
  unprovenReconcileMs: 400,
  rootCheckMs: 100,
  rootTimeoutMs: 1_000,
  offlineMs: 50,
  offlineMaxMs: 100,
  retryMs: 50,
}

const folders: string[] = []
const watches: ShareWatch[] = []
const cleanups: (() => void)[] = []

afterEach(async () => {
  await Promise.all(watches.splice(0).map((watch) => watch.close()))
  for (const cleanUp of cleanups.splice(0).reverse()) cleanUp()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  await expect.poll(() => active('FSEventWrap'), slow).toBe(0)
  // chokidar leaves throttle timers of a second; a timer of ours would stay for longer
  await expect.poll(() => active('Timeout'), { timeout: 30_000 }).toBeLessThanOrEqual(timersOfTheRunner)
})

function active(kind: string): number {
  return process.getActiveResourcesInfo().filter((active) => active === kind).length
}

/** vitest keeps timers of its own: the test's time-out, and those of the poll above. */
const timersOfTheRunner = 3

/** Runs after the watches of the test have ended and before its folders are removed. */
export function afterwards(cleanUp: () => void): void {
  cleanups.push(cleanUp)
}

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'albumen-watch-')))
  folders.push(folder)
  return folder
}

export function put(root: string, path: string, content = path): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

export function shareAt(root: string, more: Partial<ShareRef> = {}): ShareRef {
  return { id: 1, name: 'photos', root, mode: 'native', device: null, inode: null, ...more }
}

/** Watches a share until the test ends. */
export function start(
  share: ShareRef,
  options: { catalogue?: MemoryCatalogue; settings?: Partial<WatchSettings> } = {},
): { watch: ShareWatch; catalogue: MemoryCatalogue; lines: LogLine[] } {
  const catalogue = options.catalogue ?? createMemoryCatalogue()
  const lines: LogLine[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) })
  const watch = watchShare(share, catalogue, {
    signal: new AbortController().signal,
    log,
    settings: { ...quick, ...options.settings },
  })
  watches.push(watch)
  return { watch, catalogue, lines }
}

export interface LogLine {
  msg: string
  [field: string]: unknown
}

/** Waits until the share is watched: the walk before the watch and the one after it are complete. */
export async function settled(catalogue: MemoryCatalogue, walks = 2): Promise<void> {
  await expect
    .poll(() => catalogue.reports.filter((r) => r.kind === 'scanned').length, slow)
    .toBeGreaterThanOrEqual(walks)
}

export function paths(catalogue: MemoryCatalogue, state: 'present' | 'missing' = 'present'): string[] {
  return [...catalogue.files.values()]
    .filter((file) => file.state === state)
    .map((file) => file.path)
    .sort()
}

export async function expectPresent(catalogue: MemoryCatalogue, expected: string[]): Promise<void> {
  await expect.poll(() => paths(catalogue), slow).toEqual([...expected].sort())
}

export function states(catalogue: MemoryCatalogue): string[] {
  return catalogue.reports.flatMap((report) => (report.kind === 'state' ? [report.state] : []))
}

export function found(catalogue: MemoryCatalogue): string[] {
  return catalogue.reports.flatMap((report) => (report.kind === 'found' ? report.paths : []))
}

/** How often to look for what a watch finds by itself. */
export const slow = { interval: 20 }
