import type { Place } from '#core/place'
import type { PhotoFormat } from './content/sniff.js'
import { type Camera, cameraFrom, exifSummary, orientationFrom } from './metadata/exif.js'
import { type Location, locationFrom } from './metadata/location.js'
import { type TakenAt, takenAt } from './metadata/taken-at.js'
import type { OpenedPhoto } from './open/opened-photo.js'
import { type Decoders, openPhoto, type PhotoFile } from './open-photo.js'
import { makePreviews } from './pixels/previews.js'
import type { Places } from './place/places.js'

export interface ExaminedPhoto {
  id: string
  bytes: number
  format: PhotoFormat
  /** Upright, of the original. */
  width: number
  height: number
  /** As EXIF records it, 1 to 8: already applied to everything here. */
  orientation: number | null
  takenAt: TakenAt
  camera: Camera
  /** Small and JSON-safe; see exifSummary. `truncated: true` where part of the picture is missing. */
  exif: Record<string, unknown>
  location: Location | null
  place: Place | null
  /** Unsigned 64 bits. */
  phash: bigint
  /** '#rrggbb', shown until the thumbnail is there. */
  colour: string
}

/**
 * Everything that can be known about a photo without a model; writes its two previews.
 *
 * Errors: those of {@link openPhoto}, and those of writing the previews.
 */
export async function examine(
  input: PhotoFile,
  out: { previewsDir: string },
  deps: Decoders & { places: Places },
): Promise<ExaminedPhoto> {
  const { photo, format } = await openPhoto(input, deps)
  const { phash, colour } = await makePreviews(photo.pixels, out.previewsDir, input.id)
  const { tags, width, height } = photo
  const location = locationFrom(tags)
  return {
    id: input.id,
    bytes: input.bytes,
    format,
    width,
    height,
    orientation: orientationFrom(tags),
    takenAt: takenAt(tags, location, { name: input.fileName, mtimeMs: input.mtimeMs }),
    camera: cameraFrom(tags),
    exif: { ...exifSummary(tags), ...pictureNotes(photo) },
    location,
    place: location && (await deps.places.find(location.latitude, location.longitude)),
    phash,
    colour,
  }
}

function pictureNotes({ truncated, frames }: OpenedPhoto): Record<string, unknown> {
  return { ...(truncated && { truncated: true }), ...(frames > 1 && { frames }) }
}
