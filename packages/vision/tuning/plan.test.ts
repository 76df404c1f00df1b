import { describe, expect, it } from 'vitest'
import type { GgufFacts } from './gguf-facts.js'
import { bytesNeeded, cacheBytes, contextFor } from './memory-need.js'
import { knownModel, knownModels, modelFactsFrom } from './model-facts.js'
import { engineOptionsFrom, plan } from './plan.js'
import { cardPower, processorPower, secondsAlone } from './speed.js'
import { card, MACHINES, mac, nas, pc } from './testing.js'

const GB = 2 ** 30

/**
 * The published set-up that Albumen started from put 35 layers of Q5_K_S on an RTX 3090 (2 photos at a time), 28 of
 * Q4_K_M on an RTX 3060 (1), and computed Q4_K_M on the processor of an M2 Pro (1). Here every card holds all 37 layers
 * with room for more photos, and the M2 Pro has Metal; its third row falls out where Metal is missing.
 */
it.each([
  // machine, engine, where, model, layers, slots, image tokens, seconds at most
  ['RTX 3090 24 GB', 'embedded', undefined, 'qwen3-vl-8b-q5_k_s', 37, 4, 1024, 4],
  ['RTX 3060 12 GB', 'embedded', undefined, 'qwen3-vl-8b-q4_k_m', 37, 4, 1024, 9],
  ['M2 Pro 16 GB', 'embedded', undefined, 'qwen3-vl-8b-q4_k_m', 37, 4, 1024, 15],
  ['M2 Pro 32 GB', 'embedded', undefined, 'qwen3-vl-8b-q4_k_m', 37, 4, 1024, 15],
  ['M2 Pro 16 GB, no Metal', 'embedded', undefined, 'qwen3-vl-8b-q4_k_m', 0, 1, 512, 30],
  ['Celeron NAS 4 GB', 'server', 'another machine', 'qwen3-vl-8b-q4_k_m', 37, 1, 1024, 14],
  ['RTX 4060 8 GB', 'embedded', undefined, 'qwen3-vl-8b-q4_k_m', 37, 1, 1024, 11],
  ['RTX 4060 Ti 16 GB', 'embedded', undefined, 'qwen3-vl-8b-q4_k_m', 37, 4, 1024, 11],
  ['RTX 4080 16 GB', 'embedded', undefined, 'qwen3-vl-8b-q5_k_s', 37, 4, 1024, 5],
  ['RTX 3090 and RTX 3060', 'embedded', undefined, 'qwen3-vl-8b-q5_k_s', 37, 4, 1024, 4],
  ['M4 Pro 24 GB', 'embedded', undefined, 'qwen3-vl-8b-q4_k_m', 37, 4, 1024, 11],
  ['16 cores AVX2 32 GB', 'server', 'this machine', 'qwen3-vl-8b-q4_k_m', 0, 1, 512, 90],
  ['RTX 4090 24 GB', 'embedded', undefined, 'qwen3-vl-8b-q5_k_s', 37, 4, 1024, 4],
  ['GTX 1050 2 GB', 'server', 'this machine', 'qwen3-vl-8b-q4_k_m', 0, 1, 512, 120],
] as const)(
  '%s: %s %s, %s, %i layers, %i slots',
  (name, engine, serverOn, model, gpuLayers, slots, imageMaxTokens, most) => {
    const machine = MACHINES[name]
    if (!machine) throw new Error(`no machine ${name}`)
    const found = plan(machine)
    expect(found).toMatchObject({
      engine,
      model,
      gpuLayers,
      slots,
      imageMaxTokens,
      flashAttention: 'auto',
      cacheType: 'f16',
    })
    expect(found.serverOn).toBe(serverOn)
    const { from, to } = found.expectedSecondsPerPhoto
    expect(from).toBeGreaterThan(0.3)
    expect(to).toBeGreaterThan(from)
    expect(to).toBeLessThan(most)
    expect(found.reasons.length).toBeGreaterThan(1)
    for (const sentence of [...found.reasons, found.nextStep]) {
      expect(sentence).toMatch(/\.$/)
      expect(sentence).not.toMatch(/undefined|NaN|Infinity| -\d|about about/)
    }
  },
)

describe('the estimate of speed', () => {
  const within = (
    model: Parameters<typeof secondsAlone>[0],
    image: number,
    power: ReturnType<typeof cardPower>,
    published: number,
  ) => {
    const middle = secondsAlone(model, image, power)
    expect(published).toBeGreaterThan(power.range[0] * middle)
    expect(published).toBeLessThan(power.range[1] * middle)
  }

  it.each([
    ['T4', 320, '8B', 'Q4_K_M', 5.98],
    ['T4', 320, '4B', 'Q4_K_M', 3.55],
    ['M4 Pro', 273, '8B', 'Q4_K_M', 5.2],
    ['RTX 3090', 936, '8B', 'Q5_K_S', 3],
    ['RTX 3060', 360, '8B', 'Q4_K_M', 6],
  ])('holds what is published for %s', (_, bandwidth, size, quantization, published) => {
    within(knownModel(size, quantization), 1024, cardPower([bandwidth, bandwidth]), published)
  })

  it('holds what is published for the processor of an M2 Pro', () => {
    const m2 = { cores: 10, architecture: 'arm64', apple: true, avx: false, avx2: false, bandwidth: 200 }
    within(knownModel('8B', 'Q4_K_M'), 1024, processorPower(m2), 15)
  })

  it('is wide for a card that nobody knows', () => {
    const known = plan(pc([card('NVIDIA GeForce RTX 3060', 12)])).expectedSecondsPerPhoto
    const unknown = plan(pc([card('Vulkan0', 12)]))
    expect(unknown.expectedSecondsPerPhoto.to).toBeGreaterThan(known.to)
    expect(unknown.expectedSecondsPerPhoto.from).toBeLessThan(known.from)
    expect(unknown.reasons.join()).toContain('estimate is wide')
  })
})

describe('memory', () => {
  it('of the cache is what llama.cpp logs', () => {
    // llama_kv_cache: size = 1224.00 MiB ( 16384 cells,  36 layers,  1/1 seqs), K (q8_0):  612.00 MiB, V (q8_0):  612.00 MiB
    expect(cacheBytes(knownModel('8B', 'Q4_K_M'), 16_384, 'q8_0')).toBe(1224 * 2 ** 20)
  })

  it('is never promised twice: each plan leaves the card its reserve', () => {
    for (let gigabytes = 2; gigabytes <= 48; gigabytes += 0.5) {
      const found = plan(pc([card('a card', gigabytes)]))
      if (found.engine === 'embedded') expect(found.memoryBytes).toBeLessThan(gigabytes * GB * 0.95)
      else expect(gigabytes).toBeLessThan(4)
    }
  })

  it('grows into better plans, never worse ones', () => {
    const order = ['2B', '4B', '8B']
    let last = -1
    for (let gigabytes = 4; gigabytes <= 24; gigabytes += 0.25) {
      const { model } = plan(pc([card('a card', gigabytes)]))
      const rank = order.indexOf(knownModels.find(({ name }) => name === model)?.size ?? '')
      expect(rank).toBeGreaterThanOrEqual(last)
      last = rank
    }
    expect(last).toBe(2)
  })

  it('that others hold is left to them, but not what Albumen itself holds', () => {
    const busy = pc([card('NVIDIA GeForce RTX 4060', 8, { freeBytes: 6 * GB })])
    expect(plan(busy)).toMatchObject({ model: 'qwen3-vl-4b-q4_k_m', gpuLayers: 37 })
    expect(plan(busy).reasons.join()).toContain('Other programs hold 2 GB')
    expect(plan(busy).nextStep).toMatch(/With 1\.\d GB more on the NVIDIA GeForce RTX 4060, the 8B model would fit/)
    expect(plan(busy, { engineRunning: true })).toMatchObject({ model: 'qwen3-vl-8b-q4_k_m' })
  })

  it('that nearly suffices is stretched by a cache of 8 bits, which needs flash attention', () => {
    const tight = pc([card('NVIDIA GeForce RTX 4060', 8, { freeBytes: 7.4 * GB })])
    expect(plan(tight)).toMatchObject({
      model: 'qwen3-vl-8b-q4_k_m',
      cacheType: 'q8_0',
      flashAttention: 'on',
      slots: 1,
    })
  })

  it('of a container limits what runs on the processor', () => {
    expect(plan(pc([], { memory: 6 })).model).toBe('qwen3-vl-4b-q4_k_m')
  })
})

describe('two cards', () => {
  it('are not mixed: the faster one works alone, by its name in llama.cpp', () => {
    const found = plan(MACHINES['RTX 3090 and RTX 3060'] ?? nas)
    expect(found).toMatchObject({ device: 'Vulkan1', on: 'NVIDIA GeForce RTX 3090' })
    expect(found.reasons.join()).toContain('The NVIDIA GeForce RTX 3060 stays free')
    expect(engineOptionsFrom(found)).toMatchObject({ devices: ['Vulkan1'], gpuLayers: 37, slots: 4 })
  })

  it('of which one is taken by a game leave the other', () => {
    const playing = pc([
      card('NVIDIA GeForce RTX 3090', 24, { freeBytes: 2 * GB }),
      card('NVIDIA GeForce RTX 3060', 12, { device: 'Vulkan1', freeBytes: 11 * GB }),
    ])
    expect(plan(playing)).toMatchObject({ on: 'NVIDIA GeForce RTX 3060', device: 'Vulkan1' })
  })

  it('do not count integrated graphics, unless they are known to be fast', () => {
    const intel = card('Intel(R) UHD Graphics 770', 24, { integrated: true })
    expect(plan(pc([intel]))).toMatchObject({ engine: 'server', serverOn: 'this machine' })
    expect(plan(pc([intel])).reasons[0]).toContain('Intel(R) UHD Graphics 770')
    expect(plan(pc([intel, card('NVIDIA GeForce RTX 3060', 12)]))).toMatchObject({ on: 'NVIDIA GeForce RTX 3060' })
    const strix = card('Radeon 8060S Graphics (RADV GFX1151)', 96, { integrated: true })
    expect(plan(pc([strix]))).toMatchObject({ engine: 'embedded', gpuLayers: 37 })
  })
})

describe('without a card', () => {
  it('on Linux says why the embedded engine is slow, and what to do', () => {
    const found = plan(MACHINES['16 cores AVX2 32 GB'] ?? nas)
    const text = found.reasons.join(' ')
    expect(text).toMatch(/one thread without AVX/)
    expect(text).toMatch(/llama\.cpp's own server uses all 16 cores and AVX2/)
    expect(text).toContain('ALBUMEN_SERVER_URL')
    expect(found.meanwhile).toMatchObject({ model: 'qwen3-vl-2b-q4_k_m', gpuLayers: 0, imageMaxTokens: 256 })
    expect(engineOptionsFrom(found)).toMatchObject({ gpuLayers: 0, variant: 'default', imageMaxTokens: 256 })
  })

  it('a NAS is told how many minutes a photo takes there, and that another machine is better', () => {
    const found = plan(nas)
    expect(found.meanwhile).toMatchObject({ model: 'qwen3-vl-2b-q4_k_m', slots: 1 })
    expect(found.meanwhile?.expectedSecondsPerPhoto.from).toBeGreaterThan(60)
    expect(found.meanwhile?.expectedSecondsPerPhoto.to).toBeLessThan(1800)
    expect(found.reasons.join(' ')).toMatch(/minutes a photo/)
    expect(found.reasons.join(' ')).toMatch(/another machine/)
  })

  it('a machine with 2 GB gets no model, and no options for one', () => {
    const found = plan({ ...nas, memory: { totalBytes: 2 * GB, availableBytes: GB, limited: true } })
    expect(found).toMatchObject({ engine: 'server', serverOn: 'another machine', meanwhile: undefined })
    expect(found.reasons.join(' ')).toContain('Even the smallest model')
    expect(engineOptionsFrom(found)).toBeUndefined()
  })
})

describe('a model that was wished for', () => {
  it('is planned for, whatever would be chosen', () => {
    const large = knownModel('30B-A3B', 'Q4_K_M')
    expect(plan(MACHINES['RTX 3090 24 GB'] ?? nas, { model: large })).toMatchObject({
      model: large.name,
      gpuLayers: 49,
    })
  })

  it('is divided when it is too large for the card, with a warning', () => {
    const found = plan(pc([card('NVIDIA GeForce RTX 3060', 12)]), { model: knownModel('32B', 'Q4_K_M') })
    expect(found.gpuLayers).toBeGreaterThan(10)
    expect(found.gpuLayers).toBeLessThan(50)
    expect(found.reasons.join(' ')).toContain('one thread of the processor')
    expect(found.expectedSecondsPerPhoto.from).toBeGreaterThan(60)
  })

  it('is for another machine when neither card nor memory holds it', () => {
    const found = plan(nas, { model: knownModel('32B', 'Q4_K_M') })
    expect(found).toMatchObject({ serverOn: 'another machine', model: 'qwen3-vl-32b-q4_k_m', meanwhile: undefined })
    expect(found.reasons.join(' ')).toMatch(/The model, qwen3-vl-32b-q4_k_m, needs 21 GB; of 4 GB memory 2\.6 GB/)
    expect(found.on).toBe('a graphics card of 24 GB')
  })

  it('may come from a file', () => {
    const header = (facts: Partial<GgufFacts>) => facts as GgufFacts
    const model = modelFactsFrom(
      'mine',
      header({ fileBytes: 5_027_784_800, fileType: 'Q4_K_M', blockCount: 36, headCountKv: 8, headLength: 128 }),
      header({ fileBytes: 1_159_029_824, fileType: 'F16', blockCount: 27, embeddingLength: 1152 }),
    )
    const known = knownModel('8B', 'Q4_K_M')
    const settings = { slots: 1, contextPerSlot: contextFor(1024), cacheType: 'f16' } as const
    expect(bytesNeeded(model, settings)).toBe(bytesNeeded(known, settings))
    expect(model.activeParameters / known.activeParameters).toBeCloseTo(1, 1)
    expect(plan(mac('Apple M4 Pro', 24), { model })).toMatchObject({ model: 'mine', gpuLayers: 37 })
    expect(() => modelFactsFrom('odd', header({ architecture: 'x', fileBytes: 1 }), header({}))).toThrow(
      /layers and heads/,
    )
  })
})
