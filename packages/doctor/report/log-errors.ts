import { open, readdir, stat } from 'node:fs/promises'
import path from 'node:path'

export interface LoggedError {
  service: string
  level: 'warning' | 'error'
  message: string
  /** what it was about, where the line says so: a stable code, or the error's own words */
  detail: string
  count: number
  first: string
  last: string
}

/** Read from the end of each file: what happened lately is what matters. */
const READ_BYTES = 4_000_000
const MOST = 20

/** Warnings and errors of the log files, those that say the same counted together, the most frequent first. */
export async function loggedErrors(logsDir: string): Promise<LoggedError[]> {
  const found = new Map<string, LoggedError>()
  for (const file of await logFiles(logsDir)) {
    for (const line of (await tailOf(file)).split('\n')) note(line, found)
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, MOST)
}

async function logFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => /albumen\.log$/.test(name)).map((name) => path.join(folder, name))
}

async function tailOf(file: string): Promise<string> {
  const { size } = await stat(file)
  const handle = await open(file)
  try {
    const length = Math.min(size, READ_BYTES)
    const buffer = Buffer.alloc(length)
    await handle.read(buffer, 0, length, size - length)
    return buffer.toString('utf8')
  } finally {
    await handle.close()
  }
}

function note(line: string, found: Map<string, LoggedError>): void {
  if (!line.startsWith('{')) return
  let entry: Record<string, unknown>
  try {
    entry = JSON.parse(line)
  } catch {
    return // the first line of a tail is half a line
  }
  if (typeof entry.level !== 'number' || entry.level < 40) return
  const level = entry.level >= 50 ? 'error' : 'warning'
  const detail = String(entry.code ?? entry.error ?? entry.reason ?? '').slice(0, 300)
  const at = new Date(Number(entry.time)).toISOString()
  const key = `${entry.name} ${level} ${entry.msg} ${detail.replace(/\d+/g, '0')}`
  const known = found.get(key) ?? {
    ...{ service: String(entry.name), level, message: String(entry.msg), detail, count: 0 },
    ...{ first: at, last: at },
  }
  known.count += 1 + (Number(entry.suppressedLines) || 0)
  if (at < known.first) known.first = at
  if (at > known.last) known.last = at
  found.set(key, known)
}
