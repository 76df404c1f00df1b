import type { Config } from '#core/config'
import { readMemory } from '#core/machine/memory'

/** Below this much memory, of the machine or the container, everything is made small. */
const SMALL_BYTES = 3e9

/**
 * Decides how large everything is made, unless the owner has said so. Small is for a NAS with 2 GB: one photo at a time in
 * each stage, no meanings, and limits on every heap. What the owner has set stays.
 */
export async function withProfile(config: Config, memory = readMemory): Promise<Config> {
  const small = config.profile === 'small' || (config.profile === 'auto' && (await memory()).totalBytes < SMALL_BYTES)
  if (!small) return { ...config, profile: 'normal' }
  return {
    ...config,
    profile: 'small',
    ingestConcurrency: config.ingestConcurrency === 'auto' ? 1 : config.ingestConcurrency,
    analyseConcurrency: config.analyseConcurrency === 'auto' ? 1 : config.analyseConcurrency,
    embeddingModel: config.embeddingModel ?? 'none',
  }
}

/** Megabytes of old space that each service may have in a small library of 100,000 photos or more. */
const HEAPS: Record<string, number> = { database: 64, api: 192, worker: 192, watcher: 160 }

/** How Node runs a service in a profile. */
export function nodeOptions(
  service: string,
  profile: Config['profile'],
): { execArgv: string[]; env: Record<string, string> } {
  const heap = HEAPS[service]
  if (profile !== 'small' || heap === undefined) return { execArgv: [], env: {} }
  return {
    execArgv: [`--max-old-space-size=${heap}`, '--max-semi-space-size=2', '--optimize-for-size'],
    env: service === 'worker' ? { VIPS_CONCURRENCY: '1', UV_THREADPOOL_SIZE: '2' } : {},
  }
}
