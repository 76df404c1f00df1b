import type { Tags } from '../metadata/exif.js'
import type { Pixels } from '../pixels/decode.js'

/** What every kind of photo comes down to, once decoded. */
export interface OpenedPhoto {
  /** Upright and at the preview's size. */
  pixels: Pixels
  /** Of the original, upright. */
  width: number
  height: number
  tags: Tags
  /** The file breaks off or is damaged in part: some of the picture is missing. */
  truncated: boolean
  /** Of an animation, whose first one is shown. */
  frames: number
}
