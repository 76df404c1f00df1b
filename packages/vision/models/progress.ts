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
const WINDOW_MS = 5_000

/** Turns byte counts into progress a few times a second, with the speed of the last five seconds. */
export function progressMeter(file: string, phase: PullProgress['phase'], listener: ProgressListener | undefined) {
  let total: number | undefined
  let samples: { at: number; bytes: number }[] = []
  let told = 0

  const tell = (received: number, now: number) => {
    const oldest = samples[0] ?? { at: now, bytes: received }
    const seconds = (now - oldest.at) / 1000
    const bytesPerSecond = seconds > 0 ? (received - oldest.bytes) / seconds : 0
    listener?.({ file, phase, received, total, bytesPerSecond })
    told = now
  }

  return {
    /** A request has been answered; what is there already does not count for the speed. */
    start(received: number, of: number | undefined): void {
      total = of
      const now = performance.now()
      samples = [{ at: now, bytes: received }]
      tell(received, now)
    },
    update(received: number): void {
      const now = performance.now()
      if (now - told < EVERY_MS && received !== total) return
      samples = [...samples.filter(({ at }) => now - at < WINDOW_MS), { at: now, bytes: received }]
      tell(received, now)
    },
  }
}
