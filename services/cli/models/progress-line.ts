import { FatalError } from '#core/errors'
import type { PullProgress } from '#vision/models/progress'
import { PullError } from '#vision/models/pull-error'
import { amount } from './size.js'

const PLAIN_EVERY_MS = 30_000

/**
 * On a terminal one line that changes; elsewhere (a log, a pipe) a line at the beginning of each file and every half
 * minute.
 */
export function progressLine(out: NodeJS.WriteStream) {
  let last = { key: '', at: 0 }
  let open = false
  return {
    show(progress: PullProgress): void {
      const text = describeProgress(progress)
      if (out.isTTY) {
        out.write(`\r\u001b[2K${text.slice(0, Math.max(20, (out.columns ?? 80) - 1))}`)
        open = true
        return
      }
      const key = `${progress.file} ${progress.phase}`
      if (key === last.key && Date.now() - last.at < PLAIN_EVERY_MS) return
      last = { key, at: Date.now() }
      out.write(`${text}\n`)
    },
    /** Leaves the line that changes behind. */
    end(): void {
      if (open) out.write('\n')
      open = false
    },
  }
}

/** Ctrl-C ends the download in order; errors become sentences. */
export async function withProgress<T>(
  work: (signal: AbortSignal, onProgress: ReturnType<typeof progressLine>['show']) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  const line = progressLine(process.stderr)
  try {
    return await work(stop.signal, line.show)
  } catch (error) {
    throw error instanceof PullError ? new FatalError(error.message, { cause: error }) : error
  } finally {
    line.end()
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
}

/** `Qwen3VL-4B-Instruct-Q4_K_M.gguf  37 %  0.92 of 2.50 GB  11.3 MB/s  2 min left` */
export function describeProgress({ file, phase, received, total, bytesPerSecond }: PullProgress): string {
  const parts = [phase === 'verify' ? `checking ${file}` : file]
  if (total) parts.push(`${Math.floor((received / total) * 100)} %`)
  parts.push(total ? `${amount(received)} of ${amount(total)}` : amount(received))
  if (bytesPerSecond > 0) parts.push(`${(bytesPerSecond / 1e6).toFixed(1)} MB/s`)
  if (total && bytesPerSecond > 0 && received < total) {
    parts.push(`${duration((total - received) / bytesPerSecond)} left`)
  }
  return parts.join('  ')
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
