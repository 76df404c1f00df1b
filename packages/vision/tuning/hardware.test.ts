import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFiles } from '#core/testing/write-files'
import { backendDevices } from './backend-devices.js'
import { amdCards, parseNvidia } from './card-states.js'
import { readCpuFlags } from './cpu-flags.js'
import { mergeGpus } from './gpus.js'
import { probeHardware } from './hardware.js'

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'albumen-hardware-'))
})
afterEach(() => rm(root, { recursive: true }))

const files = (contents: Record<string, string>) => writeFiles(root, contents)

const GB = 2 ** 30

it('probes this very machine', async () => {
  const hardware = await probeHardware()
  expect(hardware.cores).toBeGreaterThan(0)
  expect(hardware.memory.totalBytes).toBeGreaterThan(5e8)
  expect(hardware.memory.availableBytes).toBeLessThanOrEqual(hardware.memory.totalBytes)
  expect(Array.isArray(hardware.gpus)).toBe(true)
})

describe('graphics cards', () => {
  const device = (deviceName: string, gigabytes: number, type: 'gpu' | 'igpu' = 'gpu') => ({
    ...{ backend: deviceName.replace(/\d/, ''), deviceName, type, maxMemorySize: gigabytes * GB },
  })

  it('get their names from the log, their free memory from nvidia-smi', () => {
    const log = [
      'ggml_vulkan: Found 3 Vulkan devices:',
      'ggml_vulkan: 0 = NVIDIA GeForce RTX 3060 (NVIDIA) | uma: 0 | fp16: 1 | warp size: 32',
      'ggml_vulkan: 1 = NVIDIA GeForce RTX 3090 (NVIDIA) | uma: 0 | fp16: 1 | warp size: 32',
      'ggml_vulkan: 2 = Intel(R) UHD Graphics 770 (ADL-S GT1) (Intel open-source Mesa driver) | uma: 1 | fp16: 1',
    ].join('\n')
    const devices = [device('Vulkan0', 12), device('Vulkan1', 24), device('Vulkan2', 23, 'igpu')]
    const states = parseNvidia(
      'NVIDIA GeForce RTX 3090, 24576, 23552, 8.6\nNVIDIA GeForce RTX 3060, 12288, 11264, 8.6\n',
    )
    expect(mergeGpus([{ variant: 'vulkan', report: { devices, log } }], states)).toMatchObject([
      {
        name: 'NVIDIA GeForce RTX 3090',
        device: 'Vulkan1',
        totalBytes: 24 * GB,
        freeBytes: 23 * GB,
        computeCapability: 8.6,
      },
      { name: 'NVIDIA GeForce RTX 3060', device: 'Vulkan0', freeBytes: 11 * GB },
      { name: 'Intel(R) UHD Graphics 770 (ADL-S GT1)', integrated: true, freeBytes: undefined },
    ])
  })

  it('are served by CUDA where its build fits, else by Vulkan, and counted once', () => {
    const cuda = {
      devices: [device('CUDA0', 24), device('CUDA1', 24)],
      log: '  Device 0: NVIDIA GeForce RTX 4090, compute capability 8.9, VMM: yes\n  Device 1: NVIDIA GeForce RTX 3090, compute capability 8.6, VMM: yes\n',
    }
    const vulkan = {
      devices: [device('Vulkan0', 24), device('Vulkan1', 24)],
      log: 'ggml_vulkan: 0 = NVIDIA GeForce RTX 3090 (NVIDIA) | uma: 0\nggml_vulkan: 1 = NVIDIA GeForce RTX 4090 (NVIDIA) | uma: 0\n',
    }
    const gpus = mergeGpus(
      [
        { variant: 'cuda', report: cuda },
        { variant: 'vulkan', report: vulkan },
      ],
      [],
    )
    expect(gpus.map(({ name, variant, device: id }) => [name, variant, id])).toEqual([
      ['NVIDIA GeForce RTX 4090', 'cuda', 'CUDA0'],
      ['NVIDIA GeForce RTX 3090', 'vulkan', 'Vulkan0'],
    ])
  })

  it('of AMD tell their memory in files; of Apple their name in the log', async () => {
    await files({
      'sys/class/drm/card0/device/mem_info_vram_total': `${16 * GB}\n`,
      'sys/class/drm/card0/device/mem_info_vram_used': `${GB}\n`,
      'sys/class/drm/card0-HDMI-A-1/status': 'connected\n',
      'sys/class/drm/card1/device/vendor': '0x8086\n',
    })
    const states = await amdCards(root)
    const log = 'ggml_vulkan: 0 = AMD Radeon RX 7800 XT (RADV NAVI32) (radv) | uma: 0 | fp16: 1'
    const report = { devices: [device('Vulkan0', 16)], log }
    expect(mergeGpus([{ variant: 'vulkan', report }], states)).toMatchObject([
      { name: 'AMD Radeon RX 7800 XT (RADV NAVI32)', freeBytes: 15 * GB },
    ])
    const metal = { devices: [device('Metal', 18)], log: 'ggml_metal_device_init: GPU name:   Apple M4 Pro\n' }
    expect(mergeGpus([{ variant: 'default', report: metal }], [])).toMatchObject([{ name: 'Apple M4 Pro' }])
  })

  it('are none when the process that looks crashes, hangs or cannot start', async () => {
    await files({
      'crash.mjs': 'console.error("oh"); process.kill(process.pid, "SIGSEGV")',
      'hang.mjs': 'setInterval(() => {}, 1000)',
    })
    expect(await backendDevices('vulkan', path.join(root, 'crash.mjs'))).toMatchObject({ devices: [], log: 'oh\n' })
    expect(await backendDevices('vulkan', path.join(root, 'hang.mjs'), 500)).toMatchObject({ devices: [] })
    expect(await backendDevices('vulkan', path.join(root, 'none.mjs'))).toMatchObject({ devices: [] })
  })

  it('leave the processor out', async () => {
    const message = {
      devices: [{ backend: 'CPU', type: 'cpu', deviceName: 'CPU', maxMemorySize: 1 }, device('Vulkan0', 8)],
    }
    await files({ 'child.mjs': `process.send(${JSON.stringify(message)}, () => process.exit(0))` })
    const { devices } = await backendDevices('vulkan', path.join(root, 'child.mjs'))
    expect(devices.map(({ deviceName }) => deviceName)).toEqual(['Vulkan0'])
  })

  it('are not there when no driver says so', () => {
    expect(parseNvidia('')).toEqual([])
    expect(parseNvidia('NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.\n')).toEqual([])
  })
})

it('reads instruction sets, and lives without', async () => {
  expect(await readCpuFlags(root)).toEqual(new Set())
  await files({ 'proc/cpuinfo': 'processor\t: 0\nflags\t\t: fpu sse4_2 avx avx2\n' })
  expect(await readCpuFlags(root)).toEqual(new Set(['fpu', 'sse4_2', 'avx', 'avx2']))
})
