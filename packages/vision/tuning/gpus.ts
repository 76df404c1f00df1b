import type { BackendDevice, LibVariant } from '@fugood/llama.node'
import { backendDevices, type DeviceReport } from './backend-devices.js'
import { type CardState, readCardStates } from './card-states.js'

export interface Gpu {
  /** such as `NVIDIA GeForce RTX 3090`; llama.cpp's name for the device where nobody says it */
  name: string
  /** the build of llama.cpp that computes on it; on a Mac the default one, with Metal */
  variant: LibVariant
  /** llama.cpp's name for it in that build, such as `Vulkan0` */
  device: string
  totalBytes: number
  /** bytes that nobody uses now, where the driver says so */
  freeBytes: number | undefined
  /** it has no memory of its own */
  integrated: boolean
  /** NVIDIA's number for the generation, such as 8.9 */
  computeCapability: number | undefined
}

/** llama.node's CUDA build contains code for this generation only (RTX 40, L4, L40); measured on its binary. */
const CUDA_BUILD_CAPABILITY = 8.9

/** Graphics devices that the engine could compute on, largest first; none where llama.node sees none. */
export async function probeGpus(platform: NodeJS.Platform = process.platform): Promise<Gpu[]> {
  const variants: LibVariant[] = platform === 'darwin' ? ['default'] : ['cuda', 'vulkan']
  const states = readCardStates()
  // One after the other: two drivers that initialise at once are two chances to hang.
  const reports: { variant: LibVariant; report: DeviceReport }[] = []
  for (const variant of variants) reports.push({ variant, report: await backendDevices(variant) })
  return mergeGpus(reports, await states)
}

/** Each card once, by the build that serves it best: CUDA where its code fits the card, else Vulkan. */
export function mergeGpus(reports: { variant: LibVariant; report: DeviceReport }[], states: CardState[]): Gpu[] {
  const found = reports.flatMap(({ variant, report }) => {
    const names = namesIn(report.log)
    const unused = [...states]
    return report.devices.map((device, index) => describe(variant, device, names[index], unused))
  })
  const cuda = found.filter(
    ({ variant, computeCapability }) => variant === 'cuda' && computeCapability === CUDA_BUILD_CAPABILITY,
  )
  const others = found.filter(({ variant }) => variant !== 'cuda')
  const twice = cuda.map(({ name }) => name)
  for (const name of twice) {
    const at = others.findIndex((gpu) => gpu.name === name)
    if (at >= 0) others.splice(at, 1)
  }
  return [...cuda, ...others].sort((a, b) => Number(a.integrated) - Number(b.integrated) || b.totalBytes - a.totalBytes)
}

interface LoggedName {
  name: string
  computeCapability: number | undefined
}

/**
 * Names as llama.cpp logs them when a backend starts, in the order of its devices:
 * `ggml_vulkan: 0 = NVIDIA GeForce RTX 3090 (NVIDIA) | uma: 0 | …`,
 * `  Device 0: NVIDIA GeForce RTX 4080, compute capability 8.9, VMM: yes`,
 * `ggml_metal_device_init: GPU name:   Apple M4 Pro`.
 */
function namesIn(log: string): LoggedName[] {
  const lines = log.matchAll(
    /^(?:ggml_vulkan: \d+ = (?<vulkan>.+?)(?: \([^()]*\))? \| |\s*Device \d+: (?<cuda>.+?), compute capability (?<capability>[\d.]+)|ggml_metal\w*: GPU name:\s*(?<metal>.+?)\s*$)/gm,
  )
  return [...lines].map(({ groups }) => ({
    name: groups?.vulkan ?? groups?.cuda ?? groups?.metal ?? '',
    computeCapability: groups?.capability ? Number(groups.capability) : undefined,
  }))
}

/** Takes the card's state out of the list, so that two equal cards get one each. */
function describe(
  variant: LibVariant,
  device: BackendDevice,
  logged: LoggedName | undefined,
  unused: CardState[],
): Gpu {
  const near = (state: CardState) => Math.abs(state.totalBytes - device.maxMemorySize) < 0.1 * device.maxMemorySize
  const at = unused.findIndex((state) => (state.name && logged ? state.name === logged.name : near(state)))
  const [state] = at >= 0 ? unused.splice(at, 1) : []
  return {
    name: logged?.name || state?.name || device.deviceName,
    variant,
    device: device.deviceName,
    totalBytes: device.maxMemorySize,
    freeBytes: state?.freeBytes,
    integrated: device.type === 'igpu',
    computeCapability: logged?.computeCapability ?? state?.computeCapability,
  }
}
