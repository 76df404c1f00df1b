import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import sharp from 'sharp'
import { expect, onTestFinished, vi } from 'vitest'
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

/** One that is closed after the test. */
export function engineWith(options: Partial<EmbeddedEngineOptions> = {}): EmbeddedEngine {
  const engine = createEmbeddedEngine({ ...NANO_OPTIONS, log: pino({ level: 'silent' }), ...options })
  onTestFinished(() => engine.close())
  return engine
}

export const ready = (engine: EmbeddedEngine) => vi.waitFor(() => expect(engine.state()).toBe('ready'), 60_000)

export const ask = (engine: EmbeddedEngine, jpeg: Buffer, signal?: AbortSignal) =>
  engine.ask({ jpeg, language: 'en', temperature: 0, signal })

const scene = (name: string) => path.join(nano, 'demo', `${name}.jpg`)

export const demo = (name: string) => toModelInput(scene(name))

/** A scene that nano-vl still recognises, in a quarter of the time. */
export const small = async (name: string) => toModelInput(await sharp(scene(name)).resize(256).toBuffer())

/** A scene of a few image tokens, where only the engine's behaviour matters. */
export const tiny = async (name: string) => toModelInput(await sharp(scene(name)).resize(96, 96).toBuffer())
