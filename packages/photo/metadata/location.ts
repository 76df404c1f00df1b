import { numberFrom, type Tags } from './exif.js'

export interface Location {
  /** Degrees, north positive. */
  latitude: number
  /** Degrees, east positive. */
  longitude: number
  /** Metres above the sea. */
  altitude: number | null
}

/**
 * Where a photo was taken, from its GPS tags. Null when they are missing, out of range, without their hemisphere
 * (a guess would put half the world in the wrong place), or exactly 0,0 (what cameras write without a fix).
 */
export function locationFrom(tags: Tags): Location | null {
  const latitude = degrees(tags.GPSLatitude, tags.GPSLatitudeRef, 'N', 'S', 90)
  const longitude = degrees(tags.GPSLongitude, tags.GPSLongitudeRef, 'E', 'W', 180)
  if (latitude === null || longitude === null || (latitude === 0 && longitude === 0)) return null
  return { latitude, longitude, altitude: altitudeFrom(tags) }
}

function degrees(value: unknown, ref: unknown, positive: string, negative: string, limit: number): number | null {
  const parts =
    typeof value === 'number'
      ? [value]
      : Array.isArray(value) || ArrayBuffer.isView(value)
        ? [...(value as unknown[])]
        : []
  const [whole, minutes = 0, seconds = 0] = parts.map(numberFrom)
  if (whole == null || minutes === null || seconds === null) return null
  const hemisphere = typeof ref === 'string' ? ref.trim().charAt(0).toUpperCase() : ''
  if (hemisphere !== positive && hemisphere !== negative) return null
  // ExifTool gives one number that already has a sign.
  const size = Math.abs(whole) + minutes / 60 + seconds / 3600
  if (minutes < 0 || minutes > 60 || seconds < 0 || seconds > 60 || size > limit) return null
  // Seven decimals are a centimetre; more only shows how division rounds.
  return Number((hemisphere === negative ? -size : size).toFixed(7))
}

function altitudeFrom(tags: Tags): number | null {
  const size = numberFrom(tags.GPSAltitude)
  if (size === null || Math.abs(size) > 20_000) return null
  const ref = tags.GPSAltitudeRef
  const below = (ArrayBuffer.isView(ref) ? (ref as Uint8Array)[0] : ref) === 1
  return Number((below ? -Math.abs(size) : size).toFixed(2))
}
