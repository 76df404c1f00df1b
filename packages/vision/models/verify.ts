import path from 'node:path'
import type { GgufKind } from './gguf-file.js'
import { type Verdict, verifyFile } from './installed.js'
import { sizeOf } from './part-file.js'
import { type ProgressListener, progressMeter } from './progress.js'

/** Models as {@link installedModels} and the embedding models' own list tell them. */
export interface Verifying {
  models: readonly { model: string; mmproj: string | undefined }[]
  embeddings: readonly { file: string }[]
  onProgress?: ProgressListener
  signal?: AbortSignal
}

/** Reads models whole, one file after the other, each file once, and compares them with their hashes. */
export async function verifyModelFiles({ models, embeddings, onProgress, signal }: Verifying): Promise<Verdict[]> {
  const files = new Map<string, GgufKind>()
  for (const { model, mmproj } of models) {
    files.set(model, 'model')
    if (mmproj) files.set(mmproj, 'mmproj')
  }
  for (const { file } of embeddings) files.set(file, 'embedding')
  const verdicts: Verdict[] = []
  for (const [file, kind] of files) {
    const meter = progressMeter(path.basename(file), 'verify', onProgress)
    meter.start(0, await sizeOf(file))
    verdicts.push(await verifyFile(file, kind, meter.update, signal).finally(meter.stop))
  }
  return verdicts
}
