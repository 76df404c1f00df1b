import type { Hold } from '#core/heartbeat'
import { askUps, type Power, readPower } from '#core/machine/power'
import { say } from '#core/sentences/say'

/** How often it is looked what feeds the machine. */
const EVERY_MS = 10_000

/**
 * @param when `auto`: photos wait on a UPS, and a laptop goes on; `wait`: both wait; `work`: neither
 * @param ups `name@host` of Network UPS Tools, where there is one
 */
export function createBatteryHold(
  { when, ups }: { when: 'auto' | 'wait' | 'work'; ups: string | undefined },
  read = async (): Promise<Power[]> => await Promise.all([readPower(), ...(ups ? [askUps(ups)] : [])]),
  now = Date.now,
) {
  let last: { at: number; hold: Hold | undefined } | undefined
  return async (): Promise<Hold | undefined> => {
    if (when === 'work') return undefined
    if (last && now() - last.at < EVERY_MS && now() >= last.at) return last.hold
    const powers = await read()
    const reason = powers.includes('ups')
      ? say('hold_ups')
      : when === 'wait' && powers.includes('laptop')
        ? say('hold_battery')
        : undefined
    last = { at: now(), hold: reason ? { code: 'battery', reason } : undefined }
    return last.hold
  }
}
