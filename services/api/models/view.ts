import path from 'node:path'
import { z } from 'zod'
import { embeddingCatalog } from '#text/models/catalog'
import { type CatalogFile, catalog } from '#vision/models/catalog'
import { recommendModel } from '#vision/models/recommend'
import type { Hardware } from '#vision/tuning/hardware'
import { knownModels } from '#vision/tuning/model-facts'
import { plan } from '#vision/tuning/plan'
import type { Report } from './report.js'

/** From here on a photo takes so long that a smaller model is the better choice. */
const SLOW_SECONDS = 60
/** A machine that is at least so large embeds with the better model. */
const LARGE = { memoryBytes: 7.5e9, cores: 4 }
/** Left free on the disk, as downloads leave it. */
const MARGIN_BYTES = 1e9

export const modelView = z
  .object({
    name: z.string(),
    kind: z.enum(['vision', 'embedding']),
    size: z.string().nullable().describe('such as 8B'),
    quantization: z.string().nullable(),
    licence: z.string().nullable(),
    bytes: z.number().describe('of all its files'),
    exact: z.boolean().describe('false where the bytes are only about right'),
    memoryBytes: z.number().nullable().describe('in use while it works, about'),
    suits: z.string().describe('for which machine it is'),
    fit: z
      .enum(['recommended', 'good', 'slow', 'too_large'])
      .nullable()
      .describe('on the machine of the worker; null until that is known'),
    secondsPerPhoto: z.object({ from: z.number(), to: z.number() }).nullable().describe('an estimate'),
    on: z.string().nullable().describe('what would compute'),
    state: z.enum(['absent', 'unfinished', 'installed', 'incomplete']).describe('incomplete: without its projector'),
    received: z.number().describe('bytes that are there'),
    missingBytes: z.number().describe('bytes still to be downloaded'),
    enoughSpace: z.boolean().nullable(),
    used: z.boolean(),
    files: z.array(z.string()).describe('their names in the folder; empty for what is not in the catalog'),
  })
  .meta({ id: 'Model' })
export type ModelView = z.infer<typeof modelView>

/** The catalog, and what else lies in the models folder, on the machine that the worker tells about. */
export function viewModels(report: Report): ModelView[] {
  const { hardware } = report
  const recommended = hardware && recommendModel(hardware).model?.name
  const vision = catalog.map((entry): ModelView => {
    const facts = knownModels.find(({ name }) => name === entry.name)
    const { name, size, quantization, licence, memoryBytes, suits, model, mmproj } = entry
    return {
      ...{ name, kind: 'vision', size, quantization, licence, memoryBytes, suits },
      ...{ bytes: model.bytes + mmproj.bytes, exact: model.exact && mmproj.exact },
      ...fitOf(hardware, facts, name === recommended),
      ...onDisk(name, [model, mmproj], report),
    }
  })
  const light = hardware && (hardware.memory.totalBytes < LARGE.memoryBytes || hardware.cores < LARGE.cores)
  const embeddings = embeddingCatalog.map(({ name, licence, bytes, memoryBytes, suits, ...file }, place): ModelView => {
    const best = place === (light ? embeddingCatalog.length - 1 : 0)
    return {
      ...{ name, kind: 'embedding', size: null, quantization: null, licence, bytes, exact: true, memoryBytes, suits },
      ...{ fit: hardware ? (best ? 'recommended' : 'good') : null, secondsPerPhoto: null, on: null },
      ...onDisk(name, [{ ...file, bytes }], report),
    }
  })
  const known = new Set([...vision, ...embeddings].map(({ name }) => name))
  const others = report.installed.filter(({ name }) => !known.has(name))
  return [
    ...[...vision, ...embeddings],
    ...others.map(({ name, kind, bytes, complete, used }): ModelView => {
      return {
        ...{ name, kind, size: null, quantization: null, licence: null, bytes, exact: true, memoryBytes: null },
        ...{ suits: '', fit: null, secondsPerPhoto: null, on: null, state: complete ? 'installed' : 'incomplete' },
        ...{ received: bytes, missingBytes: 0, enoughSpace: null, used, files: [] },
      }
    }),
  ]
}

function fitOf(hardware: Hardware | undefined, model: (typeof knownModels)[number] | undefined, recommended: boolean) {
  if (!hardware || !model) return { fit: null, secondsPerPhoto: null, on: null }
  const planned = plan(hardware, { model })
  const settings = planned.engine === 'embedded' ? planned : planned.meanwhile
  if (!settings) return { fit: 'too_large' as const, secondsPerPhoto: null, on: null }
  const { expectedSecondsPerPhoto: secondsPerPhoto, on } = settings
  const fit = recommended ? 'recommended' : secondsPerPhoto.from > SLOW_SECONDS ? 'slow' : 'good'
  return { fit: fit as 'recommended' | 'slow' | 'good', secondsPerPhoto, on }
}

type OnDisk = Pick<ModelView, 'state' | 'received' | 'missingBytes' | 'enoughSpace' | 'used' | 'files'>

/** A file that has its name is complete; a part tells how far it is. */
function onDisk(name: string, files: Pick<CatalogFile, 'file' | 'bytes'>[], report: Report): OnDisk {
  const installed = report.installed.find((each) => each.name === name)
  const received = files.map(({ file, bytes }) => {
    if (report.files.includes(path.basename(file))) return bytes
    return report.unfinished.find((each) => each.file === path.basename(file))?.received ?? 0
  })
  const there = received.reduce((sum, bytes) => sum + bytes, 0)
  const missingBytes = Math.max(0, files.reduce((sum, { bytes }) => sum + bytes, 0) - there)
  // A projector alone belongs to every model of its size, and says nothing about this one.
  const begun = (received[0] ?? 0) > 0
  const state = installed ? (installed.complete ? 'installed' : 'incomplete') : begun ? 'unfinished' : 'absent'
  return {
    ...{ state, received: there, used: installed?.used ?? false },
    missingBytes: state === 'installed' ? 0 : missingBytes,
    enoughSpace: report.free === null ? null : report.free >= missingBytes + MARGIN_BYTES,
    files: files.map(({ file }) => path.basename(file)),
  }
}
