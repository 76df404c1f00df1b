/** The part of the api's status that the terminal shows. */
export interface Status {
  engine: {
    kind: string
    model: string | null
    state: string
    concurrency: number
    reason?: string
    hint?: string
    notice?: string
    downloads?: { file: string; received: number; total?: number; bytesPerSecond: number }[]
    held?: { code: string; reason: string }
    hours?: { hours: string; open: boolean; changesAt: string | null }
  }
  queues: Record<'ingest' | 'analyse' | 'deliver', { waiting: number; active: number; paused: boolean }>
  photos: { total: number; analysed: number; pending: number; failed: number }
  files: { found: number; ingested: number; pending: number; failed: number; missing: number }
  rate: { perMinute: number; etaSeconds: number | null }
  shares: { name: string; path: string; state: string; files: number }[]
}

const WORKING = 'working'
/** The whole sentence is said once; this is for the line. */
const HELD: Record<string, string> = {
  disk: 'waiting: the disk is full',
  battery: 'waiting: on battery',
  busy: 'waiting: the machine is busy',
}
const count = new Intl.NumberFormat('en')

/** One line: what was found, what is done, how fast, and how long it will take. */
export function progressLine(status: Status): string {
  const { files, photos, rate } = status
  const parts = [
    `${count.format(files.found)} found`,
    `${count.format(files.ingested)} ingested`,
    `${count.format(photos.analysed)} of ${count.format(photos.total)} analysed`,
  ]
  const failed = photos.failed + files.failed
  if (failed > 0) parts.push(`${count.format(failed)} failed`)
  const doing = state(status)
  parts.push(doing)
  if (doing !== WORKING || photos.pending === 0) return parts.join(' · ')
  if (rate.perMinute > 0) parts.push(`${count.format(Math.round(rate.perMinute))} photos a minute`)
  if (rate.etaSeconds !== null) parts.push(`${duration(rate.etaSeconds)} left`)
  return parts.join(' · ')
}

function state({ engine, files, photos, queues, shares }: Status): string {
  const offline = shares.filter((share) => share.state === 'offline').map((share) => share.name)
  if (offline.length > 0) return `offline: ${offline.join(', ')}`
  if (engine.held && (photos.pending > 0 || files.pending > 0)) return HELD[engine.held.code] ?? 'waiting'
  if (photos.pending > 0 && queues.analyse.paused) return 'paused'
  if (engine.downloads?.[0]) return downloading(engine.downloads[0])
  if (photos.pending > 0 && engine.state === 'waiting') return 'waiting for a model'
  if (photos.pending > 0 && engine.hours && !engine.hours.open) return `resting, works ${engine.hours.hours}`
  if (photos.pending > 0 && !['ready', 'idle'].includes(engine.state)) return `engine ${engine.state}`
  return photos.pending > 0 || files.pending > 0 ? WORKING : 'all done, watching'
}

function downloading({ file, received, total, bytesPerSecond }: NonNullable<Status['engine']['downloads']>[0]): string {
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1)
  const left = total && bytesPerSecond > 0 ? `, ${duration((total - received) / bytesPerSecond)} left` : ''
  return `downloading ${file}: ${gigabytes(received)}${total ? ` of ${gigabytes(total)}` : ''} GB${left}`
}

/** 42 s, 5 min, 3 h 20 min, 2 days. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${minutes} min`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return `${Math.round(minutes / 60 / 24)} days`
}
