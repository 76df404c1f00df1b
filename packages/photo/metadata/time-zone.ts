import tzlookup from '@photostructure/tz-lookup'

/** Making a formatter takes long and keeps memory: one for each zone. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** IANA time zone at a place, null where there is none. */
export function zoneAt(latitude: number, longitude: number): string | null {
  try {
    const zone = tzlookup(latitude, longitude)
    // Clocks, and so cameras, show Beijing time in Xinjiang too.
    return zone === 'Asia/Urumqi' || zone === 'Asia/Kashgar' ? 'Asia/Shanghai' : zone
  } catch {
    return null
  }
}

/** Minutes east of UTC in a zone at an instant; null for a zone that this Node does not know. */
export function offsetAt(zone: string, epochMs: number): number | null {
  try {
    let formatter = formatters.get(zone)
    if (!formatter) {
      formatter = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
      formatters.set(zone, formatter)
    }
    const name = formatter.formatToParts(epochMs).find((part) => part.type === 'timeZoneName')?.value ?? ''
    const match = /^GMT(?:([+-])(\d\d):(\d\d)(?::\d\d)?)?$/.exec(name)
    if (!match) return null
    return (match[1] === '-' ? -1 : 1) * (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0))
  } catch {
    return null
  }
}

/** Minutes east of UTC in a zone at a wall-clock time there. @param local such as 2024-07-14T10:21:05 */
export function offsetAtLocal(zone: string, local: string): number | null {
  const asUtc = Date.parse(`${local}Z`)
  const guess = offsetAt(zone, asUtc)
  return guess === null ? null : offsetAt(zone, asUtc - guess * 60_000)
}
