const dayMs = 24 * 60 * 60 * 1000

/** What clocks and cameras show when nobody has set them. */
const unsetClocks = new Set(['1904-01-01T00:00:00', '1970-01-01T00:00:00', '1980-01-01T00:00:00'])

/** Wall-clock time as 2024-07-14T10:21:05, null when there is no such day or time. */
export function localTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): string | null {
  if (year < 1826 || year > 9999 || hour > 23 || minute > 59 || second > 59) return null
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 19)
}

/** Whether a wall-clock time can be when a photo was taken: not a default, and at most a day ahead of now. */
export function isPlausible(local: string, now: number): boolean {
  return !unsetClocks.has(local) && Date.parse(`${local}Z`) <= now + dayMs
}

/** The wall-clock time at an instant, so many minutes east of UTC. */
export function localAt(epochMs: number, offsetMinutes: number): string {
  return new Date(epochMs + offsetMinutes * 60_000).toISOString().slice(0, 19)
}
