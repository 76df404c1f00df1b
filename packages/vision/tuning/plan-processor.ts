import { say } from '#core/sentences/say'
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
      say('plan_mac', {
        ...{ cpu: hardware.cpuName || say('the_processor'), model: model.name },
        ...{ needed: gigabytes(needed(model, imageMaxTokens)), total: gigabytes(hardware.memory.totalBytes) },
      }),
      say('plan_budget', { tokens: imageMaxTokens }),
      say('plan_mac_alone'),
    ],
    nextStep: say('plan_mac_next'),
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
      say(hardware.cpu.avx2 ? 'plan_server_here_avx2' : 'plan_server_here', {
        ...{ cores: hardware.cores, model: model.name, time: duration(expected) },
      }),
      say('plan_largest', {
        ...{ model: model.name, total: gigabytes(hardware.memory.totalBytes) },
        needed: gigabytes(needed(model, imageMaxTokens)),
      }),
      ...tightReasons(hardware, needed(model, imageMaxTokens)),
      say('plan_budget', { tokens: imageMaxTokens }),
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
        ? say(hardware.cpu.avx ? 'plan_slow' : 'plan_slow_no_avx', { cores: hardware.cores })
        : say(wished ? 'plan_wished_too_large' : 'plan_smallest_too_large', {
            ...{ model: small.name, needed: gigabytes(needed(small, 256)) },
            ...{ total: gigabytes(hardware.memory.totalBytes), usable: gigabytes(Math.max(0, usable)) },
          }),
      say('plan_elsewhere', { card: card.name }),
      ...(meanwhile ? [oneThreadReason(hardware)] : []),
      ...meanwhileReasons(meanwhile),
    ],
    nextStep: meanwhile
      ? cardStep()
      : `${say('plan_more_memory', { more: gigabytes(needed(small, 256) - usable), model: small.name })} ${cardStep()}`,
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
  if (!gpu) return say('plan_no_card')
  const memory = gigabytes(gpu.totalBytes)
  return say(gpu.integrated ? 'plan_integrated' : 'plan_card_small', { card: gpu.name, memory })
}

function oneThreadReason({ architecture }: Hardware): string {
  return say(architecture === 'x64' ? 'plan_one_thread_x64' : 'plan_one_thread')
}

function meanwhileReasons(meanwhile: Settings | undefined): string[] {
  if (!meanwhile) return []
  const { model, slots, imageMaxTokens, expectedSecondsPerPhoto } = meanwhile
  const facts = { model, tokens: imageMaxTokens, time: duration(expectedSecondsPerPhoto) }
  return [slots === 1 ? say('plan_meanwhile_one', facts) : say('plan_meanwhile', { ...facts, slots })]
}

function tightReasons({ memory }: Hardware, bytes: number): string[] {
  if (memory.availableBytes >= bytes) return []
  return [say('plan_tight', { free: gigabytes(memory.availableBytes) })]
}

function cardStep(): string {
  const model = knownModel('8B', 'Q4_K_M')
  const contextPerSlot = contextFor(FULL_IMAGE_TOKENS)
  const { name, power } = cardFor(bytesNeeded(model, { slots: 1, contextPerSlot, cacheType: 'f16' }))
  const seconds = secondsTogether(model, FULL_IMAGE_TOKENS, power, 1)
  return say('plan_with_card', { card: name, model: model.name, time: duration(seconds) })
}

/** Cards that are sold, in GB. */
const CARD_SIZES = [8, 12, 16, 24, 32, 48, 80]

/** The smallest card that holds so many bytes and leaves a twentieth, with the power of its kind. */
function cardFor(bytes: number): { name: string; power: Power } {
  const size = CARD_SIZES.find((each) => 0.95 * each * 2 ** 30 >= bytes) ?? Math.ceil(bytes / 2 ** 30)
  return { name: say('graphics_card', { size }), power: cardPower(likelyBandwidth(size * 2 ** 30)) }
}
