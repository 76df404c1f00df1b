import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import sharp from 'sharp'
import { afterEach, expect, vi } from 'vitest'
import { toModelInput } from '../../model-input.js'
import { createEmbeddedEngine, type EmbeddedEngine, type EmbeddedEngineOptions } from './embedded-engine.js'

/** Engines for the tests: the real llama.cpp in real processes, with nano-vl. */
export const nano = fileURLToPath(new URL('../../../../models/nano-vl/', import.meta.url))

export const NANO_OPTIONS = {
  name: 'nano-vl',
  modelPath: path.join(nano, 'nano-vl.gguf'),
  mmprojPath: path.join(nano, 'nano-vl-mmproj.gguf'),
  slots: 2,
  contextPerSlot: 2048,
  gpuLayers: 0,
  variant: 'default',
  imageMaxTokens: 256,
  flashAttention: 'auto',
  cacheType: 'f16',
  timeoutMs: 150_000,
} as const

const engines: EmbeddedEngine[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close()
})

/** One that is closed after the test. */
export function engineWith(options: Partial<EmbeddedEngineOptions> = {}): EmbeddedEngine {
  const engine = createEmbeddedEngine({ ...NANO_OPTIONS, log: pino({ level: 'silent' }), ...options })
  engines.push(engine)
  return engine
}

export const ready = (engine: EmbeddedEngine) => vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)

export const ask = (engine: EmbeddedEngine, jpeg: Buffer, signal?: AbortSignal) =>
  engine.ask({ jpeg, language: 'en', temperature: 0, signal })

export const demo = (name: string) => toModelInput(path.join(nano, 'demo', `${name}.jpg`))

/** A scene of a few image tokens, where only the engine's behaviour matters. */
export async function tiny(name: string): Promise<Buffer> {
  return toModelInput(
    await sharp(await demo(name))
      .resize(96, 96)
      .toBuffer(),
  )
}
