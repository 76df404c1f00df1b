import sharp from 'sharp'
import { toModelInput } from '../model-input.js'

/** Photos as an engine gets them, one after the other, without end. */
export type NextPicture = () => Promise<Buffer>

/**
 * Goes round the photos again and again, each time through the same scaling as in the real stage. From the second round
 * on they are mirrored and a little darker: an engine that meets the very same picture again may have kept what it
 * computed, and would seem faster than it is. The next one is prepared while the engine is busy with the one before.
 *
 * @param photos encoded pictures, at least one
 */
export function pictureSource(photos: readonly Buffer[]): NextPicture {
  let count = 0
  const prepare = () => {
    const round = Math.floor(count / photos.length)
    const photo = photos[count++ % photos.length]
    if (!photo) throw new Error('expected at least one photo to measure with, got none')
    const picture = round === 0 ? toModelInput(photo) : variant(photo, round).then(toModelInput)
    picture.catch(() => {}) // it is reported to whoever takes it, or to nobody
    return picture
  }
  let next = prepare()
  return () => {
    const picture = next
    next = prepare()
    return picture
  }
}

/** 1 % darker every second round, down to a half; after a hundred rounds nobody remembers the first. */
function variant(photo: Buffer, round: number): Promise<Buffer> {
  const brightness = 1 - 0.01 * ((round >> 1) % 50)
  return sharp(photo, { failOn: 'none' })
    .autoOrient()
    .flop(round % 2 === 1)
    .modulate({ brightness })
    .png({ compressionLevel: 0 })
    .toBuffer()
}
