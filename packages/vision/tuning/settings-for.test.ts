import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resolveEngineChoice } from '../models/resolve.js'
import { type EmbeddedChoice, factsOfChoice } from './choice-facts.js'
import { contextFor } from './memory-need.js'
import { knownModel } from './model-facts.js'
import { engineOptionsFrom, plan } from './plan.js'
import { hardwareFor, settingsFor } from './settings-for.js'
import { card, gguf, MACHINES, nas, pc } from './testing.js'

const GB = 2 ** 30
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-settings-'))
})
afterAll(() => rm(folder, { recursive: true }))

const EYE = [gguf.str('general.architecture', 'clip'), gguf.int('clip.vision.block_count', 27)]
function brain({ layers = 36, headLength = 128 } = {}): Buffer[] {
  return [
    gguf.str('general.architecture', 'qwen3vl'),
    gguf.int('general.file_type', 15),
    gguf.int('qwen3vl.block_count', layers),
    gguf.int('qwen3vl.attention.head_count_kv', 8),
    gguf.int('qwen3vl.attention.key_length', headLength),
  ]
}

/** A header and then nothing: files that seem as large as real ones and take no room. */
async function sparse(name: string, keys: Buffer[], bytes: number): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, gguf.file(keys))
  await truncate(file, bytes)
  return file
}

async function choiceOf(name: string, keys: Buffer[], bytes: number, mmprojBytes = 1_159_029_824) {
  const modelPath = await sparse(`${name}.gguf`, keys, bytes)
  const mmprojPath = await sparse(`mmproj-${name}.gguf`, EYE, mmprojBytes)
  return { kind: 'embedded', name, modelPath, mmprojPath, imageMaxTokens: 1024 } satisfies EmbeddedChoice
}
const eight = () => choiceOf('Qwen3VL-8B-Instruct-Q4_K_M', brain(), 5_027_784_800)
const two = () => choiceOf('Qwen3VL-2B-Instruct-Q4_K_M', brain({ layers: 28 }), 1_107_409_952, 819_000_000)

const machine = (name: string) => MACHINES[name] ?? nas

describe('the settings for a model of the catalog', () => {
  it.each(['RTX 3090 24 GB', 'RTX 3060 12 GB', 'RTX 4060 8 GB', 'RTX 3090 and RTX 3060', 'M2 Pro 16 GB'])(
    'on %s are the plan for it',
    async (name) => {
      const planned = engineOptionsFrom(plan(machine(name), { model: knownModel('8B', 'Q4_K_M') }))
      const { settings } = await settingsFor(await eight(), machine(name))
      expect(settings).toMatchObject({ ...planned, gpuLayers: 37 })
      expect(settings?.rescue?.eightBitCache).toBe(true)
    },
  )

  it('without a card are as many processes as there is room for', async () => {
    const { settings } = await settingsFor(await two(), machine('16 cores AVX2 32 GB'))
    expect(settings).toMatchObject({ gpuLayers: 0, slots: 8, imageMaxTokens: 256, contextPerSlot: contextFor(256) })
  })

  it('keep to the pictures that the model was trained on', async () => {
    const { settings } = await settingsFor({ ...(await eight()), imageMaxTokens: 512 }, machine('RTX 3090 24 GB'))
    expect(settings).toMatchObject({ imageMaxTokens: 512, contextPerSlot: contextFor(512) })
  })

  it('know whether the processor alone would be bearable', async () => {
    const bearable = async (choice: EmbeddedChoice, name: string) =>
      (await settingsFor(choice, machine(name))).settings?.rescue?.processorAlone
    expect(await bearable(await eight(), 'RTX 3060 12 GB')).toBe(false)
    expect(await bearable(await two(), 'RTX 3060 12 GB')).toBe(true)
    expect(await bearable(await eight(), 'M2 Pro 16 GB')).toBe(true)
  })

  it('leave what others hold of a card to them, unless it is Albumen itself', async () => {
    const busy = pc([card('NVIDIA GeForce RTX 3060', 12, { freeBytes: 8 * GB })])
    expect((await settingsFor(await eight(), busy)).settings?.slots).toBe(1)
    expect((await settingsFor(await eight(), busy, { engineRunning: true })).settings?.slots).toBe(4)
  })
})

describe('a model that does not fit', () => {
  it('is refused with what it needs, what is there, and what to do', async () => {
    const refused = await settingsFor(await eight(), nas)
    expect(refused.settings).toBeUndefined()
    expect(refused.refusal).toMatch(/^qwen3-vl-8b-q4_k_m needs 7\.4 GB of memory, and this machine has 4 GB\.$/)
    expect(refused).toMatchObject({
      hint: expect.stringMatching(
        /^qwen3-vl-2b-q4_k_m \(1\.9 GB\) suits this machine: .* Run `albumen models pull qwen3-vl-2b-q4_k_m` .*SERVER_URL\.$/,
      ),
    })
  })

  it('is measured by the cards, too', async () => {
    const small = pc([card('NVIDIA GeForce GTX 1050', 2)], { memory: 4 })
    const { refusal } = await settingsFor(await eight(), small)
    expect(refusal).toMatch(/this machine has 4 GB; its graphics: NVIDIA GeForce GTX 1050 2 GB\.$/)
  })

  it('is refused where no model fits, with the advice to use another machine', async () => {
    const tiny = { ...nas, memory: { totalBytes: 2 * GB, availableBytes: GB, limited: true } }
    const { refusal, hint } = { hint: '', ...(await settingsFor(await two(), tiny)) }
    expect(refusal).toMatch(/needs 3\.\d GB of memory, and this machine has 2 GB \(the limit of this container\)\.$/)
    expect(hint).toMatch(
      /^No vision model fits into the memory of this machine: 2 GB .* set ALBUMEN_SERVER_URL to it\.$/,
    )
  })
})

describe('any other model', () => {
  it('is planned for by its header', async () => {
    const choice = await choiceOf('mine', brain(), 5_027_784_800)
    const { settings } = await settingsFor(choice, machine('RTX 3060 12 GB'))
    expect(settings).toMatchObject({ gpuLayers: 37, slots: 4, variant: 'vulkan' })
  })

  it('keeps its cache in 16 bits where its heads do not fill the blocks of the other', async () => {
    const choice = await choiceOf('odd', brain({ headLength: 80 }), 6_100_000_000)
    for (const gigabytes of [8, 8.5, 9, 12]) {
      const { settings } = await settingsFor(choice, pc([card('a card', gigabytes)]))
      if (settings) expect(settings).toMatchObject({ cacheType: 'f16', rescue: { eightBitCache: false } })
    }
  })

  it('counts with all its parts', async () => {
    const choice = await choiceOf('large-00001-of-00003', brain(), 1e9)
    await sparse('large-00002-of-00003.gguf', brain(), 2e9)
    await sparse('large-00003-of-00003.gguf', brain(), 3e9)
    expect(await factsOfChoice(choice)).toMatchObject({ bytes: 6e9, mmprojBytes: 1_159_029_824 })
  })

  it('is refused when its header says nothing', async () => {
    const choice = await choiceOf('mute', [gguf.str('general.architecture', 'x')], 1e9)
    expect(await settingsFor(choice, nas)).toMatchObject({
      refusal: 'expected the header of mute to name its layers and heads, got only x.',
      hint: expect.stringContaining('albumen models verify'),
    })
    await truncate(choice.modelPath, 30)
    expect((await settingsFor(choice, nas)).refusal).toMatch(
      /mute\.gguf is no usable GGUF file: it is cut off or damaged/,
    )
    await rm(choice.modelPath)
    expect((await settingsFor(choice, nas)).refusal).toMatch(
      /mute\.gguf cannot be read \(ENOENT\); expected a GGUF file\.$/,
    )
  })
})

describe('nano-vl', () => {
  it('keeps to the processor and to small pictures on every machine, in a process a core', async () => {
    const models = fileURLToPath(new URL('../../../models', import.meta.url))
    const choice = await resolveEngineChoice({
      ...{ engine: 'auto', model: 'nano-vl', modelsDir: '/nowhere', bundledDir: models },
    })
    if (choice.kind !== 'embedded') throw new Error(`expected an embedded engine, got ${choice.kind}`)
    for (const [name, slots] of [
      ['RTX 3090 24 GB', 8],
      ['Celeron NAS 4 GB', 3],
    ] as const) {
      const { settings } = await settingsFor(choice, machine(name))
      expect(settings).toMatchObject({ slots, gpuLayers: 0, variant: 'default', imageMaxTokens: 256 })
      expect(settings?.contextPerSlot).toBe(contextFor(256))
    }
    const hardware = await hardwareFor(choice)
    expect(hardware.gpus).toEqual([])
    expect(hardware.cores).toBeGreaterThan(0)
  })
})
