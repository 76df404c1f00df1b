import exifr from 'exifr'

/** EXIF tags by their standard names, untranslated: dates are text, enumerations numbers. */
export type Tags = Record<string, unknown>

const options = {
  tiff: true,
  ifd0: {},
  exif: true,
  gps: true,
  interop: false,
  ifd1: false,
  xmp: false,
  icc: false,
  iptc: false,
  jfif: false,
  ihdr: false,
  translateKeys: true,
  translateValues: false,
  reviveValues: false,
  mergeOutput: true,
}

/**
 * Reads the EXIF tags of a photo. What is broken or missing gives no tags: it never fails a photo.
 *
 * @param source an EXIF block as sharp hands it out, with or without its `Exif\0\0` prefix; or a whole TIFF file, or its path
 */
export async function readExif(source: Buffer | string): Promise<Tags> {
  const prefixed = typeof source !== 'string' && source.toString('latin1', 0, 6) === 'Exif\0\0'
  const block = prefixed ? source.subarray(6) : source
  try {
    return ((await exifr.parse(block, options)) as Tags | undefined) ?? {}
  } catch {
    return {}
  }
}

export interface Camera {
  make: string | null
  model: string | null
  lens: string | null
}

/** Who made the picture: each null when it is not said. */
export function cameraFrom(tags: Tags): Camera {
  return { make: textFrom(tags.Make), model: textFrom(tags.Model), lens: textFrom(tags.LensModel ?? tags.LensID) }
}

/** A small JSON-safe selection of tags for people to read; absent where the photo does not say. */
export function exifSummary(tags: Tags): Record<string, unknown> {
  const flash = numberFrom(tags.Flash)
  const summary: Record<string, unknown> = {
    exposureSeconds: numberFrom(tags.ExposureTime),
    aperture: numberFrom(tags.FNumber),
    iso: numberFrom(Array.isArray(tags.ISO) ? tags.ISO[0] : tags.ISO),
    focalLengthMm: numberFrom(tags.FocalLength),
    focalLength35Mm: numberFrom(tags.FocalLengthIn35mmFormat),
    exposureBias: numberFrom(tags.ExposureCompensation ?? tags.ExposureBiasValue),
    flash: flash === null ? null : (flash & 1) === 1,
    software: textFrom(tags.Software),
    description: textFrom(tags.ImageDescription),
    artist: textFrom(tags.Artist),
    copyright: textFrom(tags.Copyright),
  }
  return Object.fromEntries(Object.entries(summary).filter(([, value]) => value !== null))
}

/** Orientation as recorded, 1 to 8. */
export function orientationFrom(tags: Tags): number | null {
  const value = numberFrom(tags.Orientation)
  return value !== null && Number.isInteger(value) && value >= 1 && value <= 8 ? value : null
}

/**
 * Text as a database takes it: no control characters (Postgres refuses NUL), no halves of surrogate pairs, no
 * replacement characters left by a wrong encoding; at most 500 characters. Null when nothing remains.
 */
function textFrom(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = value
    .replace(/[\p{Cc}\p{Cs}\ufffd]+/gu, ' ')
    .trim()
    .slice(0, 500)
    .replace(/\p{Cs}$/u, '')
  return text === '' ? null : text
}

export function numberFrom(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
