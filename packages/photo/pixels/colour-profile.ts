import sharp from 'sharp'
import { type Pixels, toPixels } from './decode.js'

/**
 * Converts pixels from the colour space of an ICC profile to sRGB: phones record HEIC in Display P3, which looks dull
 * when it is taken for sRGB. sharp takes profiles from files only, so the pixels are dressed as an uncompressed TIFF.
 */
export async function toSrgb(pixels: Pixels, icc: Buffer): Promise<Pixels> {
  return toPixels(sharp(tiffOf(pixels, icc), { failOn: 'none' }))
}

const headerBytes = 8

/** An uncompressed TIFF file: pixels, profile, bit depths, then the directory that points to them. */
function tiffOf({ data, width, height }: Pixels, icc: Buffer): Buffer {
  const iccAt = headerBytes + data.length
  const depthsAt = iccAt + icc.length + (icc.length % 2)
  const directoryAt = depthsAt + 6 + ((depthsAt + 6) % 2)
  const [short, long, undefinedType] = [3, 4, 7]
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, long, 1, width],
    [257, long, 1, height],
    [258, short, 3, depthsAt],
    [259, short, 1, 1], // no compression
    [262, short, 1, 2], // RGB
    [273, long, 1, headerBytes],
    [277, short, 1, 3],
    [278, long, 1, height],
    [279, long, 1, data.length],
    [34675, undefinedType, icc.length, iccAt],
  ]
  const file = Buffer.alloc(directoryAt + 2 + entries.length * 12 + 4)
  file.write('II*\0', 0, 'latin1')
  file.writeUInt32LE(directoryAt, 4)
  data.copy(file, headerBytes)
  icc.copy(file, iccAt)
  for (const channel of [0, 1, 2]) file.writeUInt16LE(8, depthsAt + channel * 2)
  file.writeUInt16LE(entries.length, directoryAt)
  entries.forEach(([tag, type, count, value], index) => {
    const at = directoryAt + 2 + index * 12
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(type, at + 2)
    file.writeUInt32LE(count, at + 4)
    // Little-endian shorts in a four-byte field read the same.
    file.writeUInt32LE(value, at + 8)
  })
  return file
}
