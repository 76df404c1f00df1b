import { createHeicDecoder } from './heic/heic-decoder.js'
import type { Decoders } from './open-photo.js'
import { createPlaces, type Places } from './place/places.js'
import { createRawReader } from './raw/raw-reader.js'

/** What examining photos needs beside the file; each part starts when it is first used. */
export function openDecoders(signal: AbortSignal): { deps: Decoders & { places: Places }; close(): Promise<void> } {
  const heic = createHeicDecoder()
  const raw = createRawReader()
  return {
    deps: { heic, raw, places: createPlaces(), signal },
    async close() {
      await Promise.all([heic.close(), raw.close()])
    },
  }
}
