import { say } from '#core/sentences/say'
import type { Hardware } from '../tuning/hardware.js'
import { plan } from '../tuning/plan.js'
import type { Plan, Settings } from '../tuning/plan-types.js'
import { duration, gigabytes } from '../tuning/sentences.js'
import { type CatalogModel, catalogModel } from './catalog.js'

/** `sentence` is for people: which model and why, or why none. */
export type Recommendation =
  | { model: CatalogModel; downloadBytes: number; sentence: string }
  | { model: undefined; sentence: string }

/** The model for the engine inside Albumen on this machine: what {@link plan} would run there. */
export function recommendModel(hardware: Hardware): Recommendation {
  const planned = plan(hardware)
  const settings = planned.engine === 'embedded' ? planned : planned.meanwhile
  const model = settings && catalogModel(settings.model)
  if (!settings || !model) return { model: undefined, sentence: noneFits(hardware) }
  const downloadBytes = model.model.bytes + model.mmproj.bytes
  const size = (downloadBytes / 1e9).toFixed(1) // as disks and downloads are counted
  return {
    model,
    downloadBytes,
    sentence: suits(model.name, size, { settings, planned, hardware }),
  }
}

function suits(
  model: string,
  size: string,
  { settings, planned, hardware }: { settings: Settings; planned: Plan; hardware: Hardware },
): string {
  const { on, gpuLayers, memoryBytes, expectedSecondsPerPhoto } = settings
  const time = duration(expectedSecondsPerPhoto)
  if (gpuLayers > 0) return say('suits_card', { model, size, card: on, time })
  const [needed, memory] = [gigabytes(memoryBytes), gigabytes(hardware.memory.totalBytes)]
  const sentence = say('suits_memory', { model, size, needed, memory, time })
  if (planned.engine === 'embedded') return sentence
  return `${sentence} ${say(planned.serverOn === 'this machine' ? 'faster_here' : 'faster_elsewhere')}`
}

function noneFits({ memory }: Hardware): string {
  return say('none_fits', { memory: memoryInWords(memory) })
}

/** `4 GB`, or that this is all that the container may have. */
export function memoryInWords({ totalBytes, limited }: Hardware['memory']): string {
  const memory = gigabytes(totalBytes)
  return limited ? say('memory_limited', { memory }) : memory
}
