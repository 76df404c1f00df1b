import { text, u32, u64 } from '#core/testing/gguf-bytes'
import type { Gpu } from './gpus.js'
import type { Hardware } from './hardware.js'

/** Machines as the probe reports them, for the tests. */
const GB = 2 ** 30

export function card(name: string, gigabytes: number, more: Partial<Gpu> = {}): Gpu {
  const rtx40 = /RTX 40/.test(name)
  return {
    name,
    variant: rtx40 ? 'cuda' : 'vulkan',
    device: rtx40 ? 'CUDA0' : 'Vulkan0',
    totalBytes: gigabytes * GB,
    freeBytes: undefined,
    integrated: false,
    computeCapability: undefined,
    ...more,
  }
}

export function pc(gpus: Gpu[], { cores = 16, memory = 32 } = {}): Hardware {
  return {
    platform: 'linux',
    architecture: 'x64',
    cpuName: 'AMD Ryzen 7 5700X',
    cores,
    cpu: { avx: true, avx2: true, avx512: false },
    memory: { totalBytes: memory * GB, availableBytes: 0.8 * memory * GB, limited: false },
    unifiedMemory: false,
    gpus,
  }
}

/** Metal may use two thirds of a small Mac's memory. */
export function mac(chip: string, memory: number, { cores = 12, metal = true } = {}): Hardware {
  const gpu = card(chip, (memory * 2) / 3, { variant: 'default', device: 'Metal' })
  return {
    ...pc(metal ? [gpu] : [], { cores, memory }),
    platform: 'darwin',
    architecture: 'arm64',
    cpuName: chip,
    cpu: { avx: false, avx2: false, avx512: false },
    unifiedMemory: true,
  }
}

export const nas: Hardware = {
  ...pc([], { cores: 4, memory: 4 }),
  cpuName: 'Intel(R) Celeron(R) J4125 CPU @ 2.00GHz',
  cpu: { avx: false, avx2: false, avx512: false },
}

export const MACHINES: Record<string, Hardware> = {
  'RTX 3090 24 GB': pc([card('NVIDIA GeForce RTX 3090', 24)]),
  'RTX 3060 12 GB': pc([card('NVIDIA GeForce RTX 3060', 12)]),
  'M2 Pro 16 GB': mac('Apple M2 Pro', 16, { cores: 10 }),
  'M2 Pro 32 GB': mac('Apple M2 Pro', 32, { cores: 10 }),
  'M2 Pro 16 GB, no Metal': mac('Apple M2 Pro', 16, { cores: 10, metal: false }),
  'Celeron NAS 4 GB': nas,
  'RTX 4060 8 GB': pc([card('NVIDIA GeForce RTX 4060', 8)]),
  'RTX 4060 Ti 16 GB': pc([card('NVIDIA GeForce RTX 4060 Ti', 16)]),
  'RTX 4080 16 GB': pc([card('NVIDIA GeForce RTX 4080', 16)]),
  'RTX 3090 and RTX 3060': pc([
    card('NVIDIA GeForce RTX 3090', 24, { device: 'Vulkan1' }),
    card('NVIDIA GeForce RTX 3060', 12, { device: 'Vulkan0' }),
  ]),
  'M4 Pro 24 GB': mac('Apple M4 Pro', 24),
  '16 cores AVX2 32 GB': pc([]),
  'RTX 4090 24 GB': pc([card('NVIDIA GeForce RTX 4090', 24)]),
  'GTX 1050 2 GB': pc([card('NVIDIA GeForce GTX 1050', 2)], { cores: 8, memory: 16 }),
  'Tesla T4 16 GB': pc([card('Tesla T4', 16)]),
}

const str = (key: string, value: string) => Buffer.concat([text(key), u32(8), text(value)])
const int = (key: string, value: number) => Buffer.concat([text(key), u32(4), u32(value)])
const array = (key: string, type: number, items: Buffer[]) =>
  Buffer.concat([text(key), u32(9), u32(type), u64(items.length), ...items])

/** Pieces of GGUF files: {@link gguf.file} puts a header together. */
export const gguf = {
  ...{ array, int, str, text, u32, u64 },
  file(keys: Buffer[], { version = 3, count = keys.length, magic = 'GGUF' } = {}): Buffer {
    return Buffer.concat([Buffer.from(magic), u32(version), u64(0), u64(count), ...keys])
  },
}
