import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { builtFile } from '#core/project-root'
import { contextFor } from '../../tuning/memory-need.js'
import { tellsOfNoMemory } from './out-of-memory.js'
import type { LoadOptions } from './protocol.js'
import { NANO_OPTIONS, tiny } from './testing.js'

describe('a line of the log', () => {
  it.each([
    'ggml_aligned_malloc: insufficient memory (attempted to allocate 58593.75 MB)',
    'ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 61440000000',
    'llama_init_from_model: failed to initialize the context: failed to allocate buffer for kv cache',
    'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 14136.04 MiB on device 0: cudaMalloc failed: out of memory',
    'llama_model_load: error loading model: unable to allocate CUDA0 buffer',
    'ggml_gallocr_reserve_n: failed to allocate ROCm0 buffer of size 14822711296',
    'ggml_vulkan: Device memory allocation of size 118497280 failed.',
    'ggml_vulkan: vk::Device::allocateMemory: ErrorOutOfDeviceMemory',
    'MESA: error: ../src/intel/vulkan/anv_device.c:4237: VK_ERROR_OUT_OF_DEVICE_MEMORY',
    'error: Insufficient Memory (00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)',
    "terminate called after throwing an instance of 'std::bad_alloc'",
    "clip_init: failed to load model 'mmproj.gguf': std::bad_alloc",
    'graph allocation: failed to reserve memory',
  ])('tells of memory that has run out: %s', (line) => expect(tellsOfNoMemory(line)).toBe(true))

  it.each([
    'sched_reserve: reserving full memory module',
    'ggml_vulkan: Failed to allocate pinned memory (vk::Device::allocateMemory: ErrorOutOfDeviceMemory)',
    'ggml_cuda_host_malloc: failed to allocate 1900.00 MiB of pinned memory: out of memory',
    'sched_reserve: compute buffer allocation failed, retrying without pipeline parallelism',
    "llama_model_load: error loading model: unknown model architecture: 'x'",
    "llama_model_load: error loading model: tensor 'blk.1.ffn_up.weight' data is not within the file bounds",
    'llama_kv_cache:        CPU KV buffer size =     4.00 MiB',
  ])('tells of something else: %s', (line) => expect(tellsOfNoMemory(line)).toBe(false))
})

interface Outcome {
  answer: string | undefined
  error: string | undefined
  state: string
  slots: number
  lastError: string | undefined
  notice: string | undefined
  log: { level: string; message: string; slots?: number; contextPerSlot?: number }[]
}

/** Asks an engine in a process group that may take only so much memory for its data; what is beyond is refused at once. */
async function askWith(megabytes: number, options: Partial<LoadOptions>): Promise<Outcome> {
  const engineFile = pathToFileURL(builtFile('packages/vision/engines/embedded/embedded-engine.js')).href
  const jpeg = (await tiny('white-cat-sofa')).toString('base64')
  const script = `
    import { createEmbeddedEngine } from ${JSON.stringify(engineFile)}
    const lines = []
    const level = (level) => (fields, message) => lines.push({ ...fields, level, message })
    const log = { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') }
    const engine = createEmbeddedEngine({ ...${JSON.stringify({ ...NANO_OPTIONS, ...options })}, log })
    const asked = { jpeg: Buffer.from('${jpeg}', 'base64'), language: 'en', temperature: 0 }
    const [found] = await Promise.allSettled([engine.ask(asked)])
    const { slots } = engine
    const [answer, error] = [found.value?.text, found.reason && found.reason.name]
    const now = { answer, error, slots, state: engine.state(), lastError: engine.lastError(), notice: engine.notice() }
    await engine.close()
    console.log(JSON.stringify({ ...now, log: lines }))`
  const limited = `ulimit -d ${megabytes * 1024}; exec "$0" --input-type=module -e "$1"`
  const child = spawn('sh', ['-c', limited, process.execPath, script], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk
  })
  await once(child, 'close')
  return JSON.parse(out) as Outcome
}

/** nano-vl keeps a kilobyte for each token: the first plans want 6.4, 3.2 and 1.6 GB of cache, of which none is touched. */
const WIDE = { slots: 4, contextPerSlot: 1_600_000, rescue: { eightBitCache: true, processorAlone: true } }

describe.skipIf(process.platform !== 'linux')('an engine that finds no memory', () => {
  it('goes down to a plan that fits, one line of log a step, and says so', async () => {
    const { answer, state, slots, lastError, notice, log } = await askWith(1500, WIDE)
    expect(JSON.parse(answer ?? '')).toMatchObject({ category: 'pets' })
    expect({ state, slots, lastError }).toEqual({ state: 'ready', slots: 1, lastError: undefined })
    expect(notice).toMatch(
      /^Running with a smaller plan \(1 photo at a time instead of 4, less context\), because memory ran out: .*memory/,
    )
    const said = 'memory ran out, loading the vision model with a smaller plan'
    expect(log.map(({ level, message }) => [level, message])).toEqual([
      ['warn', said],
      ['warn', said],
      ['warn', said],
      ['info', 'vision engine ready'],
    ])
    expect(log.slice(0, 3).map((line) => [line.slots, line.contextPerSlot])).toEqual([
      [2, WIDE.contextPerSlot],
      [1, WIDE.contextPerSlot],
      [1, contextFor(256)],
    ])
  })

  it('says that nothing fits, blames no photo for it, and waits before it tries again', async () => {
    const found = await askWith(200, { slots: 2, contextPerSlot: contextFor(256) })
    expect(found).toMatchObject({ error: 'EngineUnavailableError', state: 'restarting', slots: 2 })
    expect(found.lastError).toMatch(
      /^There is not enough memory for .*nano-vl\.gguf, even for the smallest plan: the engine process was ended by SIG/,
    )
    expect(found.notice).toBeUndefined()
    expect(found.log.map(({ level }) => level)).toEqual(['warn', 'error'])
  })
})
