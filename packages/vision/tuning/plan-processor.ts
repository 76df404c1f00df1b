import { planSlots } from '../engines/plan-slots.js'
import { bandwidthOf, likelyBandwidth } from './bandwidth.js'
import type { Hardware } from './hardware.js'
import { bytesNeeded, contextFor, FULL_IMAGE_TOKENS } from './memory-need.js'
import { knownModel, type ModelFacts } from './model-facts.js'
import type { Plan, Settings, Wishes } from './plan-types.js'
import { duration, gigabytes } from './sentences.js'
import { cardPower, oneThreadPower, type Power, processorPower, secondsAlone, secondsTogether } from './speed.js'

const SIZES = ['8B', '4B', '2B']
/** What the system and Albumen's own services need. */
const RESERVE_BYTES = 1.5e9
const MAC_RESERVE_BYTES = 4e9

/** The best plan without a graphics card. */
export function planProcessor(hardware: Hardware, wishes: Wishes): Plan {
  const usable = hardware.memory.totalBytes - (hardware.unifiedMemory ? MAC_RESERVE_BYTES : RESERVE_BYTES)
  const imageMaxTokens = wideEnough(hardware) ? 512 : 256
  const power = processorPower({
    ...hardware,
    ...hardware.cpu,
    apple: hardware.unifiedMemory,
    bandwidth: bandwidthOf(hardware.cpuName),
  })
  const fitting = (wishes.model ? [wishes.model] : SIZES.map((size) => knownModel(size, 'Q4_K_M'))).filter(
    (model) => needed(model, imageMaxTokens) <= usable,
  )
  const { patienceSeconds = 60 } = wishes
  const patient = fitting.find((model) => wishes.model || secondsAlone(model, imageMaxTokens, power) <= patienceSeconds)
  if (hardware.unifiedMemory && fitting.length > 0) {
    return onMac(patient ?? (fitting.at(-1) as ModelFacts), { hardware, imageMaxTokens, power })
  }
  const embedded = fitting.at(-1)
  const meanwhile = embedded && oneThreadEach(embedded, hardware, usable)
  if (patient) return serverHere(patient, { hardware, imageMaxTokens, power, meanwhile })
  return serverElsewhere(hardware, usable, { meanwhile, wished: wishes.model })
}

/** Without wide instructions the reading of a picture takes minutes, so that it is given less of it. */
function wideEnough({ cpu, architecture }: Hardware): boolean {
  return cpu.avx2 || architecture === 'arm64'
}

interface Circumstances {
  hardware: Hardware
  imageMaxTokens: number
  power: Power
}

function onMac(model: ModelFacts, { hardware, imageMaxTokens, power }: Circumstances): Plan {
  return {
    engine: 'embedded',
    ...settingsFor(model, { hardware, imageMaxTokens }),
    expectedSecondsPerPhoto: secondsTogether(model, imageMaxTokens, power, 1),
    reasons: [
      `No graphics are available to Albumen here, so the ${hardware.cpuName || 'processor'} computes; ${model.name} ` +
        `needs ${gigabytes(needed(model, imageMaxTokens))} of ${gigabytes(hardware.memory.totalBytes)}.`,
      budgetReason(imageMaxTokens),
      'One photo is looked at at a time: it uses all cores already.',
    ],
    nextStep: 'With the graphics of this chip (Metal) it is about twice as fast: run Albumen on macOS itself.',
  }
}

function serverHere(model: ModelFacts, found: Circumstances & { meanwhile: Settings | undefined }): Plan {
  const { hardware, imageMaxTokens, power, meanwhile } = found
  const expected = secondsTogether(model, imageMaxTokens, power, 1)
  return {
    engine: 'server',
    serverOn: 'this machine',
    ...settingsFor(model, { hardware, imageMaxTokens }),
    expectedSecondsPerPhoto: expected,
    meanwhile,
    reasons: [
      noCard(hardware),
      oneThreadReason(hardware),
      `llama.cpp's own server uses all ${hardware.cores} cores${hardware.cpu.avx2 ? ' and AVX2' : ''}: with ` +
        `${model.name} about ${duration(expected)} a photo. Start it on this machine and set ALBUMEN_SERVER_URL.`,
      `${model.name} needs ${gigabytes(needed(model, imageMaxTokens))} of ${gigabytes(hardware.memory.totalBytes)}; it is ` +
        'the largest that fits and takes less than about a minute a photo.',
      ...tightReasons(hardware, needed(model, imageMaxTokens)),
      budgetReason(imageMaxTokens),
      ...meanwhileReasons(meanwhile),
    ],
    nextStep: cardStep(),
  }
}

function serverElsewhere(
  hardware: Hardware,
  usable: number,
  { meanwhile, wished }: { meanwhile: Settings | undefined; wished: ModelFacts | undefined },
): Plan {
  const model = wished ?? knownModel('8B', 'Q4_K_M')
  const small = wished ?? knownModel('2B', 'Q4_K_M')
  const contextPerSlot = contextFor(FULL_IMAGE_TOKENS)
  const memoryBytes = bytesNeeded(model, { slots: 1, contextPerSlot, cacheType: 'f16' })
  const card = cardFor(memoryBytes)
  return {
    engine: 'server',
    serverOn: 'another machine',
    ...settingsFor(model, { hardware, imageMaxTokens: FULL_IMAGE_TOKENS }),
    on: card.name,
    gpuLayers: model.layers + 1,
    contextPerSlot,
    memoryBytes,
    expectedSecondsPerPhoto: secondsTogether(model, FULL_IMAGE_TOKENS, card.power, 1),
    meanwhile,
    reasons: [
      noCard(hardware),
      meanwhile
        ? `Its ${hardware.cores} cores${hardware.cpu.avx ? '' : ' without AVX'} would need more than a minute for a photo ` +
          'even with the smallest model and the fastest program.'
        : `${wished ? 'The model' : 'Even the smallest model'}, ${small.name}, needs ${gigabytes(needed(small, 256))}; of ` +
          `${gigabytes(hardware.memory.totalBytes)} memory ${gigabytes(Math.max(0, usable))} can be used for it.`,
      `Best let another machine do the looking, such as a PC with ${card.name}: run llama.cpp, Ollama or LM ` +
        'Studio there and set ALBUMEN_SERVER_URL here. This machine keeps the library and waits whenever that one sleeps.',
      ...(meanwhile ? [oneThreadReason(hardware)] : []),
      ...meanwhileReasons(meanwhile),
    ],
    nextStep: meanwhile
      ? cardStep()
      : `With ${gigabytes(needed(small, 256) - usable)} more memory, ${small.name} could run here, slowly. ${cardStep()}`,
  }
}

/** As many processes as planSlots gives, each of which computes on one thread. */
function oneThreadEach(model: ModelFacts, hardware: Hardware, usable: number): Settings {
  const imageMaxTokens = 256
  const { cores } = hardware
  const slots = planSlots({ cores, memoryBytes: usable }, model)
  const alone = secondsTogether(model, imageMaxTokens, oneThreadPower(), 1)
  return {
    ...settingsFor(model, { hardware, imageMaxTokens }),
    slots,
    expectedSecondsPerPhoto: { from: alone.from / slots, to: alone.to / slots },
  }
}

function settingsFor(model: ModelFacts, found: { hardware: Hardware; imageMaxTokens: number }): Settings {
  const { hardware, imageMaxTokens } = found
  return {
    model: model.name,
    quantization: model.quantization,
    on: hardware.cpuName || `${hardware.cores} cores`,
    variant: 'default',
    device: undefined,
    gpuLayers: 0,
    contextPerSlot: contextFor(imageMaxTokens),
    slots: 1,
    imageMaxTokens,
    flashAttention: 'auto',
    cacheType: 'f16',
    expectedSecondsPerPhoto: { from: 0, to: 0 },
    memoryBytes: needed(model, imageMaxTokens),
  }
}

/** On a processor the projector's working memory is small, because its pictures are. */
function needed(model: ModelFacts, imageMaxTokens: number): number {
  const most = bytesNeeded(model, { slots: 1, contextPerSlot: contextFor(imageMaxTokens), cacheType: 'f16' })
  return most - 0.7e9
}

function noCard({ gpus: [gpu] }: Hardware): string {
  if (!gpu) return 'Albumen finds no graphics card here that it could use.'
  const which = `the ${gpu.name} (${gigabytes(gpu.totalBytes)})`
  return gpu.integrated
    ? `There is no graphics card but ${which}, which shares the memory of the processor and is hardly faster.`
    : `No model fits wholly on ${which}, and the part that is left to the processor would run on one slow thread.`
}

function oneThreadReason({ architecture }: Hardware): string {
  const x64 = architecture === 'x64'
  return (
    `The engine inside Albumen computes on one thread${x64 ? ' without AVX' : ''} when there is no graphics card (that is ` +
    "how its library is built), many times slower than llama.cpp's own server on the same processor." +
    (x64 ? '' : ' This was measured on x64 and is assumed here.')
  )
}

function meanwhileReasons(meanwhile: Settings | undefined): string[] {
  if (!meanwhile) return []
  const { model, slots, imageMaxTokens, expectedSecondsPerPhoto } = meanwhile
  return [
    `Until then it looks with ${model} at ${slots === 1 ? 'one photo' : `${slots} photos`} at a time, ${imageMaxTokens} ` +
      `tokens each: about ${duration(expectedSecondsPerPhoto)} a photo.`,
  ]
}

function tightReasons({ memory }: Hardware, bytes: number): string[] {
  if (memory.availableBytes >= bytes) return []
  return [`Only ${gigabytes(memory.availableBytes)} of it are free now: other programs would have to make room.`]
}

function budgetReason(imageMaxTokens: number): string {
  return (
    `Pictures are given to the model with ${imageMaxTokens} tokens instead of 1024: reading them is what takes a ` +
    'processor longest. Small print may be missed.'
  )
}

function cardStep(): string {
  const model = knownModel('8B', 'Q4_K_M')
  const contextPerSlot = contextFor(FULL_IMAGE_TOKENS)
  const { name, power } = cardFor(bytesNeeded(model, { slots: 1, contextPerSlot, cacheType: 'f16' }))
  const seconds = secondsTogether(model, FULL_IMAGE_TOKENS, power, 1)
  return `With ${name}, here or in another machine, ${model.name} takes about ${duration(seconds)} a photo.`
}

/** Cards that are sold, in GB. */
const CARD_SIZES = [8, 12, 16, 24, 32, 48, 80]

/** The smallest card that holds so many bytes and leaves a twentieth, with the power of its kind. */
function cardFor(bytes: number): { name: string; power: Power } {
  const size = CARD_SIZES.find((each) => 0.95 * each * 2 ** 30 >= bytes) ?? Math.ceil(bytes / 2 ** 30)
  return { name: `a graphics card of ${size} GB`, power: cardPower(likelyBandwidth(size * 2 ** 30)) }
}
