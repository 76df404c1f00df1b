import type { Hold } from '#core/heartbeat'
import { readProcessorTime } from '#core/machine/processor'
import { say } from '#core/sentences/say'

/** Photos wait when others took more than the limit for so long, and go on when they took less than two thirds of it. */
const SPAN_MS = 60_000
const TWO_THIRDS = 2 / 3

/**
 * Whether others keep the processors busy, over the last minute.
 * @param limit of all processors' time, in per cent; 0 for never
 */
export function createBusyHold(limit: number, read = readProcessorTime, now = Date.now) {
  let samples: { at: number; others: number; total: number }[] = []
  let held = false
  return async (): Promise<Hold | undefined> => {
    if (limit === 0) return undefined
    const time = await read()
    if (!time) return undefined
    samples.push({ at: now(), ...time })
    // The one just before the span stays, to compare with.
    const begin = samples.findLastIndex((sample) => now() - sample.at >= SPAN_MS)
    if (begin < 0) return undefined
    samples = samples.slice(begin)
    const first = samples[0] as (typeof samples)[0]
    const passed = time.total - first.total
    const share = passed > 0 ? (100 * (time.others - first.others)) / passed : 0
    held = share > (held ? limit * TWO_THIRDS : limit)
    if (!held) return undefined
    return { code: 'busy', reason: say('hold_busy', { percent: Math.round(share) }) }
  }
}
