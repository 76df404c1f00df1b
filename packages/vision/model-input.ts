import sharp from 'sharp'

/** Longest short side given to a model: 768 px are 24 tokens of 32 px; more only costs time and can stall servers. */
const MODEL_SHORT_SIDE = 768
/** A panorama is given at most this many times as long as it is high. */
const MODEL_ASPECT = 4

/**
 * A picture as the model gets it: an upright JPEG in sRGB, its short side at most 768 px and its long side at most four
 * times that, never enlarged, transparency on white. Engines are given nothing but what this wrote, because an
 * undecodable image aborts llama.cpp.
 *
 * @param image a file path or the encoded bytes, in any format that sharp reads
 * @throws Error of sharp when the picture cannot be decoded
 */
export async function toModelInput(image: Buffer | string): Promise<Buffer> {
  const input = sharp(image, { failOn: 'none', limitInputPixels: 512 * 1024 * 1024 }).autoOrient()
  const { width, height } = (await input.metadata()).autoOrient
  return input
    .resize({ ...boundedSize(width, height), fit: 'fill', kernel: 'lanczos3' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** Size within the bounds, in whole pixels, of the same shape; llama.cpp wants at least one 32 px patch a side. */
export function boundedSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(
    1,
    MODEL_SHORT_SIDE / Math.min(width, height),
    (MODEL_SHORT_SIDE * MODEL_ASPECT) / Math.max(width, height),
  )
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
