import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { UsableChoice } from '../engines/create.js'
import { factsOfChoice } from './choice-facts.js'
import type { Hardware } from './hardware.js'
import { figures, row, setting } from './measure-rows.js'
import { withSetting } from './measure-settings.js'
import type { PlannedOptions } from './plan.js'

/** What `albumen tune` measured for one model on one machine. */
const tuned = z.object({
  /** file name without .gguf, or the servers' addresses */
  model: z.string(),
  /** bytes of the model's files, its projector included; 0 for a server */
  bytes: z.number(),
  /** {@link fingerprint} of the machine; empty for a server */
  hardware: z.string(),
  /** ISO 8601 */
  measuredAt: z.string(),
  /** the build and the layers it was measured with; they come from the plan and are not chosen by measuring */
  variant: z.string().optional(),
  gpuLayers: z.int().min(0).optional(),
  best: setting.extend(figures.shape),
  rows: z.array(row),
})
export type Tuned = z.infer<typeof tuned>

const file = z.object({ version: z.literal(1), tuned: z.array(tuned) })

/** A model folder sees few machines and models; the oldest are forgotten. */
const MOST_KEPT = 20

/** What a measurement is good for: this model on this machine. */
export interface TunedFor {
  choice: UsableChoice
  /** as `hardwareFor` tells it; of no account for a server */
  hardware: Hardware | undefined
}

/**
 * What was measured for this model on this machine, or undefined. Reads two file headers and one small file; a file that
 * cannot be understood counts as none. Never throws.
 */
export async function readTuned(modelsDir: string, about: TunedFor): Promise<Tuned | undefined> {
  const wanted = await keyOf(about).catch(() => undefined)
  return wanted && (await readAll(modelsDir)).find((each) => sameKey(each, wanted))
}

/** Remembers a measurement in place of an earlier one for the same model and machine. @returns the file's path */
export async function writeTuned(
  modelsDir: string,
  about: TunedFor,
  found: Pick<Tuned, 'best' | 'rows'> & { planned: PlannedOptions | undefined },
): Promise<string> {
  const { best, rows, planned } = found
  const key = await keyOf(about)
  const placement = planned ? { variant: planned.variant, gpuLayers: planned.gpuLayers } : {}
  const entry: Tuned = { ...key, measuredAt: new Date().toISOString(), ...placement, best, rows }
  const others = (await readAll(modelsDir)).filter((each) => !sameKey(each, key))
  await mkdir(modelsDir, { recursive: true })
  const draft = `${fileIn(modelsDir)}.${process.pid}`
  const content: z.infer<typeof file> = { version: 1, tuned: [entry, ...others].slice(0, MOST_KEPT) }
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`)
  await rename(draft, fileIn(modelsDir))
  return fileIn(modelsDir)
}

/**
 * The planned settings with what was measured in their place: photos at a time, image tokens, and the context for them.
 * Where the plan has meanwhile put the model elsewhere (another build, fewer layers on the card because something else
 * needs its memory), the measurement says nothing about it and the plan stands.
 * @returns undefined where the plan stands
 */
export function applyTuned(settings: PlannedOptions, { variant, gpuLayers, best }: Tuned): PlannedOptions | undefined {
  if (variant !== settings.variant || gpuLayers !== settings.gpuLayers) return undefined
  return withSetting(settings, best)
}

/** The machine in words, as far as speed depends on it: `AMD Ryzen 7 5700X, 16 cores, 31 GB, NVIDIA GeForce RTX 3090`. */
export function fingerprint({ cpuName, cores, memory, gpus }: Hardware): string {
  const gigabytes = `${Math.round(memory.totalBytes / 2 ** 30)} GB`
  return [cpuName, `${cores} cores`, gigabytes, ...gpus.map(({ name }) => name).sort()].join(', ')
}

type Key = Pick<Tuned, 'model' | 'bytes' | 'hardware'>

async function keyOf({ choice, hardware }: TunedFor): Promise<Key> {
  if (choice.kind === 'server') {
    return { model: [...choice.urls.map(withoutSecrets), choice.model ?? ''].join(' ').trim(), bytes: 0, hardware: '' }
  }
  if (!hardware) throw new Error('expected the hardware for a model on this machine, got none')
  const { bytes, mmprojBytes } = await factsOfChoice(choice)
  return { model: choice.name, bytes: bytes + mmprojBytes, hardware: fingerprint(hardware) }
}

function sameKey(one: Key, other: Key): boolean {
  return one.model === other.model && one.bytes === other.bytes && one.hardware === other.hardware
}

/** An address may carry a key. */
function withoutSecrets(url: string): string {
  const address = new URL(url)
  address.username = ''
  address.password = ''
  return address.href
}

async function readAll(modelsDir: string): Promise<Tuned[]> {
  try {
    return file.parse(JSON.parse(await readFile(fileIn(modelsDir), 'utf8'))).tuned
  } catch {
    return []
  }
}

const fileIn = (modelsDir: string) => path.join(modelsDir, 'tuned.json')
