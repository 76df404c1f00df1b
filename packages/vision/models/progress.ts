export interface PullProgress {
  /** the file's name */
  file: string
  phase: 'download' | 'verify'
  /** bytes of the whole that are there, those of earlier attempts included */
  received: number
  /** undefined where the server does not say */
  total: number | undefined
  /** over the last seconds */
  bytesPerSecond: number
}

export type ProgressListener = (progress: PullProgress) => void

const EVERY_MS = 200
/** While nothing arrives, so that the speed falls as one looks on. */
const SILENT_EVERY_MS = 1_000
const WINDOW_MS = 5_000

/**
 * Turns byte counts into progress a few times a second, with the speed of the last five seconds. The last count is always
 * told, also when nothing comes after it; `stop` when no more are expected.
 */
export function progressMeter(file: string, phase: PullProgress['phase'], listener: ProgressListener | undefined) {
  let total: number | undefined
  let received = 0
  let told = { at: 0, bytes: -1 }
  let samples: { at: number; bytes: number }[] = []
  let timer: NodeJS.Timeout | undefined

  const tell = () => {
    const at = performance.now()
    samples = [...samples.filter((sample) => at - sample.at < WINDOW_MS), { at, bytes: received }]
    const [oldest] = samples as [(typeof samples)[0]]
    const seconds = (at - oldest.at) / 1000
    const bytesPerSecond = seconds > 0 ? (received - oldest.bytes) / seconds : 0
    told = { at, bytes: received }
    listener?.({ file, phase, received, total, bytesPerSecond })
  }
  const look = () => {
    if (received !== told.bytes || performance.now() - told.at >= SILENT_EVERY_MS) tell()
  }

  return {
    /** A request has been answered; what is there already does not count for the speed. */
    start(already: number, of: number | undefined): void {
      received = already
      total = of
      samples = []
      tell()
      clearInterval(timer)
      timer = setInterval(look, EVERY_MS).unref()
    },
    update(now: number): void {
      received = now
      if (received === total) tell()
    },
    stop(): void {
      clearInterval(timer)
    },
  }
}
