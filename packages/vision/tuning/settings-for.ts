import { messageOf } from '#core/errors'
import { say } from '#core/sentences/say'
import { planSlots } from '../engines/plan-slots.js'
import { memoryInWords, recommendModel } from '../models/recommend.js'
import { type EmbeddedChoice, factsOfChoice } from './choice-facts.js'
import { type Hardware, probeHardware, readMachine } from './hardware.js'
import { cacheTypesOf, contextFor } from './memory-need.js'
import type { ModelFacts } from './model-facts.js'
import { engineOptionsFrom, onProcessor, type PlannedOptions, plan } from './plan.js'
import type { Plan, Wishes } from './plan-types.js'
import { gigabytes } from './sentences.js'
import { oneThreadPower, processorPower, secondsAlone } from './speed.js'

/** How the embedded engine is to be loaded, or why it cannot be, both sentences for the owner. */
export type SettingsOrRefusal =
  | { settings: PlannedOptions; refusal?: undefined }
  | { settings?: undefined; refusal: string; hint: string }

/** Pictures of the size that a processor is given. */
const SMALL_IMAGE_TOKENS = 256
/** With an estimate beyond this too many photos would exceed the usual limit of ten minutes and be given up. */
const BEARABLE_SECONDS = 400

/**
 * The machine as far as a model's settings depend on it. For nano-vl it is not asked for graphics cards, which takes a
 * second: a model of 8 MB needs none.
 */
export function hardwareFor(choice: EmbeddedChoice): Promise<Hardware> {
  return isNano(choice) ? readMachine() : probeHardware()
}

/** The plan for the model that was chosen, on this machine. Reads the headers of its files; it never throws. */
export async function settingsFor(
  choice: EmbeddedChoice,
  hardware: Hardware,
  wishes: Pick<Wishes, 'engineRunning'> = {},
): Promise<SettingsOrRefusal> {
  let model: ModelFacts
  try {
    model = await factsOfChoice(choice)
  } catch (error) {
    const hint = say('download_again')
    return { refusal: `${messageOf(error)}.`, hint }
  }
  const rescue = rescueOf(model, hardware)
  if (isNano(choice)) return { settings: { ...smallSettings(choice, model, hardware), rescue } }

  const planned = plan(hardware, { ...wishes, model })
  const options = engineOptionsFrom(planned)
  if (!options) return { refusal: tooLarge(planned, hardware), hint: whatFits(hardware) }
  const imageMaxTokens = Math.min(options.imageMaxTokens, choice.imageMaxTokens)
  const contextPerSlot = contextFor(imageMaxTokens)
  return { settings: { ...options, imageMaxTokens, contextPerSlot, rescue } }
}

/** For a model of a few megabytes memory plays no part; it has as many processes as the processor has use for. */
function smallSettings(choice: EmbeddedChoice, model: ModelFacts, { cores, memory }: Hardware): PlannedOptions {
  return {
    slots: planSlots({ cores, memoryBytes: memory.availableBytes }, model),
    ...onProcessor(choice.imageMaxTokens),
  }
}

function rescueOf(model: ModelFacts, hardware: Hardware): PlannedOptions['rescue'] {
  const { unifiedMemory: apple, cpu } = hardware
  const power = apple ? processorPower({ ...hardware, ...cpu, apple, bandwidth: undefined }) : oneThreadPower()
  return {
    eightBitCache: cacheTypesOf(model).includes('q8_0'),
    processorAlone: secondsAlone(model, SMALL_IMAGE_TOKENS, power) <= BEARABLE_SECONDS,
  }
}

function tooLarge({ model, memoryBytes }: Plan, { memory, gpus }: Hardware): string {
  const facts = { model, needed: gigabytes(memoryBytes), memory: memoryInWords(memory) }
  const cards = gpus.map(({ name, totalBytes }) => `${name} ${gigabytes(totalBytes)}`).join(', ')
  return cards ? say('model_too_large_cards', { ...facts, cards }) : say('model_too_large', facts)
}

function whatFits(hardware: Hardware): string {
  const { model, sentence } = recommendModel(hardware)
  if (!model) return sentence
  return `${sentence} ${say('pull_and_use', { model: model.name })}`
}

const isNano = ({ name }: EmbeddedChoice) => name === 'nano-vl'
