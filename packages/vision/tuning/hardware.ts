import { availableParallelism, cpus } from 'node:os'
import { type Memory, readMemory } from '#core/machine/memory'
import { readCpuFlags } from './cpu-flags.js'
import { type Gpu, probeGpus } from './gpus.js'

/** The machine as far as the vision engine cares. */
export interface Hardware {
  platform: NodeJS.Platform
  /** `x64`, `arm64` … */
  architecture: string
  /** such as `Apple M4 Pro`; empty where the system does not say */
  cpuName: string
  /** cores that this process may use, hyper-threads counted, a container's limit obeyed */
  cores: number
  cpu: { avx: boolean; avx2: boolean; avx512: boolean }
  memory: Memory
  /** Apple silicon: processor and graphics share one fast memory */
  unifiedMemory: boolean
  gpus: Gpu[]
}

/** Looks at the machine. Whatever cannot be found out is left out; it never throws. Takes a second or two. */
export async function probeHardware(): Promise<Hardware> {
  const [machine, gpus] = await Promise.all([readMachine(), probeGpus()])
  return { ...machine, gpus }
}

/** The same without its graphics cards, in milliseconds: drivers are what takes long. */
export async function readMachine(): Promise<Hardware> {
  const { platform, arch } = process
  const [memory, flags] = await Promise.all([readMemory(), readCpuFlags()])
  return {
    platform,
    architecture: arch,
    cpuName: cpus()[0]?.model.trim() ?? '',
    cores: availableParallelism(),
    cpu: { avx: flags.has('avx'), avx2: flags.has('avx2'), avx512: flags.has('avx512f') },
    memory,
    unifiedMemory: platform === 'darwin' && arch === 'arm64',
    gpus: [],
  }
}
