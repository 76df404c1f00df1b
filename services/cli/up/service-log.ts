import { createStream } from 'rotating-file-stream'
import { withoutSecrets } from '#core/redact'

const LEVELS: Record<number, string> = { 40: 'warning', 50: 'error', 60: 'error' }

/** Writes what the services log to `albumen.log`, at most six files of 10 MB, and shows warnings to the owner. */
export function openServiceLog(folder: string, show: (line: string) => void) {
  const file = createStream('albumen.log', { path: folder, size: '10M', maxFiles: 5 })
  file.on('error', () => {}) // a full disk must not stop the photos; the api reports it
  return {
    write(service: string, raw: string): void {
      const line = withoutSecrets(raw) // what a crash writes did not pass through the logger
      file.write(`${line}\n`)
      const readable = forReading(service, line)
      if (readable) show(readable)
    },
    close: () => new Promise<void>((resolve) => file.end(() => resolve())),
  }
}

/** A warning or error as one line for people; null for what only the log file needs. */
function forReading(service: string, line: string): string | null {
  if (!line.startsWith('{')) return null
  try {
    const entry = JSON.parse(line) as Record<string, unknown>
    const level = LEVELS[Number(entry.level)]
    if (!level) return null
    const { level: _, time: _t, pid: _p, hostname: _h, name: _n, msg, ...fields } = entry
    const detail = Object.entries(fields).map(
      ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    return `${service} ${level}: ${msg}${detail.length > 0 ? ` (${detail.join(', ')})` : ''}`
  } catch {
    return null
  }
}
