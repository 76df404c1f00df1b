import type { Tags } from './exif.js'
import { isPlausible, localAt, localTime } from './local-time.js'
import type { Location } from './location.js'
import { dateFromName } from './name-date.js'
import { offsetAt, offsetAtLocal, zoneAt } from './time-zone.js'

export interface TakenAt {
  /** Wall-clock time where the photo was taken, without a zone: 2024-07-14T10:21:05. */
  local: string
  /** East of UTC; null when nothing says it. */
  offsetMinutes: number | null
  source: 'exif' | 'name' | 'mtime'
}

/**
 * When a photo was taken, by the best witness: EXIF, then the file's name, then its time of modification.
 *
 * The offset comes from EXIF, else from the time zone at the photo's place, else it stays unknown; instants (from
 * names that hold one, and from mtime) are shown in the zone of the place, else in this machine's.
 * Dates that cannot be are passed over: no such day, a clock that was never set, more than a day ahead of now.
 */
export function takenAt(
  tags: Tags,
  location: Location | null,
  file: { name: string; mtimeMs: number },
  now = Date.now(),
): TakenAt {
  const zone = location === null ? null : zoneAt(location.latitude, location.longitude)
  const candidates: [date: unknown, offset: unknown][] = [
    [tags.DateTimeOriginal, tags.OffsetTimeOriginal ?? tags.OffsetTime],
    [tags.DateTimeDigitized ?? tags.CreateDate, tags.OffsetTimeDigitized ?? tags.OffsetTime],
  ]
  const modified: [unknown, unknown] = [tags.ModifyDate ?? tags.DateTime, tags.OffsetTime]
  return (
    fromExif(candidates, zone, now) ??
    fromName(file.name, zone, now) ??
    // Editors and scanners change this one: better than the file's own time, worse than a name.
    fromExif([modified], zone, now) ??
    atInstant(file.mtimeMs, zone, 'mtime')
  )
}

function fromExif(candidates: [date: unknown, offset: unknown][], zone: string | null, now: number): TakenAt | null {
  for (const [date, offset] of candidates) {
    const local = exifDate(date)
    if (local === null || !isPlausible(local, now)) continue
    const offsetMinutes = exifOffset(offset) ?? exifOffset(date) ?? offsetOf(zone, local)
    return { local, offsetMinutes, source: 'exif' }
  }
  return null
}

function fromName(name: string, zone: string | null, now: number): TakenAt | null {
  const date = dateFromName(name)
  if (date === null) return null
  const taken: TakenAt =
    'epochMs' in date
      ? atInstant(date.epochMs, zone, 'name')
      : { local: date.local, offsetMinutes: offsetOf(zone, date.local), source: 'name' }
  return isPlausible(taken.local, now) ? taken : null
}

function atInstant(epochMs: number, zone: string | null, source: 'name' | 'mtime'): TakenAt {
  // Some file systems hold times that no Date can.
  const instant = Math.abs(epochMs) < 8e15 ? Math.trunc(epochMs) : 0
  const offsetMinutes =
    (zone === null ? null : offsetAt(zone, instant)) ?? -Math.round(new Date(instant).getTimezoneOffset())
  return { local: localAt(instant, offsetMinutes), offsetMinutes, source }
}

function offsetOf(zone: string | null, local: string): number | null {
  return zone === null ? null : offsetAtLocal(zone, local)
}

function exifDate(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const match = /^\s*(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?/.exec(value)
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0))
  return localTime(year as number, month as number, day as number, hour as number, minute as number, second as number)
}

/** +08:00, -0330 or Z, alone or at the end of a date; null for anything else, and beyond the 14 hours that exist. */
function exifOffset(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const match = /(?:^|:\d\d(?:\.\d+)?)\s*(?:(Z)|([+-])(\d\d):?(\d\d))\s*$/.exec(value.replaceAll('\0', ''))
  if (!match) return null
  if (match[1]) return 0
  const minutes = Number(match[3]) * 60 + Number(match[4])
  return minutes > 14 * 60 ? null : match[2] === '-' ? -minutes : minutes
}
