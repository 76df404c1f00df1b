import { type DestinationStream, type Logger, pino } from 'pino'
import type { Metrics } from './metrics/metrics.js'
import { withoutSecrets } from './redact.js'

export type Log = Logger

/** How many times one message may be written in a minute before it is counted instead. */
const PER_MINUTE = 6

const { info, warn } = pino.levels.values as Record<'info' | 'warn', number>

/**
 * A JSON logger on standard output. A message repeated more than six times a minute is counted instead of written,
 * and the count is added to its next line: an error loop must never fill the owner's disk. Lines for debugging are written
 * whole, because they follow each photo. Passwords, tokens and keys are taken out of every line.
 *
 * Everywhere the same fields mean the same: `photo` (its id), `file` (before the photo is known), `job`, `stage`, `ms`,
 * `share`, `code` and `error` (the message).
 */
export function createLog(
  name: string,
  level: string,
  destination?: DestinationStream | undefined,
  metrics?: Metrics,
): Log {
  const repeated = repetitionLimit(PER_MINUTE, 60_000)
  for (const counted of ['warn', 'error', 'fatal']) metrics?.count('albumen_log_lines_total', { level: counted }, 0)
  return pino(
    {
      name,
      level,
      hooks: {
        logMethod(args, method, severity) {
          if (severity >= warn) metrics?.count('albumen_log_lines_total', { level: pino.levels.labels[severity] ?? '' })
          if (severity < info) return method.apply(this, args)
          const last = args.findLast((arg) => typeof arg === 'string')
          const verdict = repeated(`${severity} ${last ?? ''}`)
          if (verdict === 'drop') return
          if (verdict.suppressed > 0 && typeof args[0] === 'object') {
            Object.assign(args[0] as object, { suppressedLines: verdict.suppressed })
          }
          method.apply(this, args)
        },
        streamWrite: withoutSecrets,
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
}

/** Decides for each key whether it may be written now, and how many were dropped since it last was. */
export function repetitionLimit(limit: number, windowMs: number, now: () => number = Date.now) {
  const windows = new Map<string, { start: number; count: number; suppressed: number }>()
  return (key: string): 'drop' | { suppressed: number } => {
    const time = now()
    const seen = windows.get(key)
    if (!seen || time - seen.start >= windowMs) {
      if (windows.size > 500) windows.clear()
      windows.set(key, { start: time, count: 1, suppressed: 0 })
      return { suppressed: seen?.suppressed ?? 0 }
    }
    seen.count++
    if (seen.count <= limit) return { suppressed: 0 }
    seen.suppressed++
    return 'drop'
  }
}
