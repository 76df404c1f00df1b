import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'

/**
 * The thread that decodes HEIC. libheif (WebAssembly) blocks its thread for a second a photo, and its memory grows with
 * the largest photo and never shrinks: hence a thread that is ended when there is nothing to do.
 */

export interface HeicRequest {
  content: Uint8Array
  maxPixels: number
}

export type HeicReply =
  | { kind: 'decoded'; width: number; height: number; rgba: Uint8Array }
  | { kind: 'too_large'; width: number; height: number }
  | { kind: 'failed'; message: string }

interface HeifImage {
  get_width(): number
  get_height(): number
  is_primary(): boolean
  display(
    target: { data: Uint8ClampedArray; width: number; height: number },
    done: (result: { data: Uint8ClampedArray } | null) => void,
  ): void
  free(): void
}

interface Libheif {
  ready?: Promise<unknown>
  HeifDecoder: new () => { decode(content: Uint8Array): HeifImage[]; decoder: unknown }
  heif_context_free?(context: unknown): void
}

// libheif prints its errors; the last one explains a failure better than "failed".
let complaint = ''
console.log = (...parts: unknown[]) => {
  complaint = parts.filter((part) => typeof part === 'string').join(' ')
}

// Used directly: heic-decode, the usual wrapper, knows only some brands, takes the first image instead of the primary
// one, and allocates before the size is known.
const require = createRequire(import.meta.url)
const libheif = require('libheif-js/wasm-bundle') as Libheif

async function decode({ content, maxPixels }: HeicRequest): Promise<HeicReply> {
  await libheif.ready
  const decoder = new libheif.HeifDecoder()
  const images = decoder.decode(content)
  try {
    const image = images.find((each) => each.is_primary()) ?? images[0]
    if (!image) return { kind: 'failed', message: complaint || 'no image found' }
    const [width, height] = [image.get_width(), image.get_height()]
    if (width * height > maxPixels) return { kind: 'too_large', width, height }
    const data = new Uint8ClampedArray(width * height * 4)
    const shown = await new Promise<unknown>((resolve) => image.display({ data, width, height }, resolve))
    if (!shown) return { kind: 'failed', message: complaint || 'decoding failed' }
    return { kind: 'decoded', width, height, rgba: new Uint8Array(data.buffer) }
  } finally {
    for (const image of images) image.free()
    if (decoder.decoder) libheif.heif_context_free?.(decoder.decoder)
  }
}

parentPort?.on('message', async (request: HeicRequest) => {
  complaint = ''
  const reply = await decode(request).catch((error: unknown): HeicReply => ({ kind: 'failed', message: String(error) }))
  parentPort?.postMessage(reply, reply.kind === 'decoded' ? [reply.rgba.buffer as ArrayBuffer] : [])
})
