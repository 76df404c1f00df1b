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
    sentence: `${model.name} (${size} GB) suits this machine: ${why(settings, planned, hardware)}.`,
  }
}

function why(settings: Settings, planned: Plan, { memory }: Hardware): string {
  const { on, gpuLayers, memoryBytes, expectedSecondsPerPhoto } = settings
  const time = `about ${duration(expectedSecondsPerPhoto)} a photo`
  if (gpuLayers > 0) return `all of it fits on the ${on}, ${time}`
  const needs = `it needs ${gigabytes(memoryBytes)} of ${gigabytes(memory.totalBytes)} of memory, ${time}`
  if (planned.engine === 'embedded') return needs
  return `${needs}. A graphics card, or a server on ${planned.serverOn}, is far faster: see \`albumen tune\``
}

function noneFits({ memory }: Hardware): string {
  const limit = memory.limited ? ' (the limit of this container)' : ''
  return (
    `No vision model fits into the ${gigabytes(memory.totalBytes)} of memory${limit} of this machine. Let another one ` +
    'look at the photos: run llama.cpp, Ollama or LM Studio there and set ALBUMEN_SERVER_URL to it.'
  )
}
