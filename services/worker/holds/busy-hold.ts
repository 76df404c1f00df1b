import type { Hold } from '#core/heartbeat'
import { readProcessorTime } from '#core/machine/processor'
import { say } from '#core/sentences/say'

/** Photos wait when others took more than the limit, and go on when they took less than this of it. */
const TWO_THIRDS = 2 / 3

/**
 * Whether others keep the processors busy.
 * @param limit of all processors' time, in per cent; 0 for never
 * @param seconds over how long it is measured
 * @param now milliseconds of a clock that nobody sets
 */
export function createBusyHold(
  limit: number,
  seconds: number,
  read = readProcessorTime,
  now: () => number = () => performance.now(),
) {
  let samples: { at: number; others: number; total: number }[] = []
  let held = false
  return async (): Promise<Hold | undefined> => {
    if (limit === 0) return undefined
    const time = await read()
    if (!time) return undefined
    samples.push({ at: now(), ...time })
    // The one just before the span stays, to compare with.
    const begin = samples.findLastIndex((sample) => now() - sample.at >= seconds * 1000)
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
