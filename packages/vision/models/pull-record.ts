import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'

/** What is known of a downloaded file, kept beside it as `<file>.json`. */
const pullRecord = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().nonnegative(),
  /** Where it came from: a link without secrets. */
  source: z.string(),
  /** False where the source published no hash, so that the one above is only that of what arrived. */
  published: z.boolean(),
  pulledAt: z.string(),
})

export type PullRecord = z.infer<typeof pullRecord>

export const recordPath = (file: string) => `${file}.json`

export async function readPullRecord(file: string): Promise<PullRecord | undefined> {
  try {
    return pullRecord.parse(JSON.parse(await readFile(recordPath(file), 'utf8')))
  } catch {
    return undefined
  }
}

export async function writePullRecord(file: string, record: PullRecord): Promise<void> {
  await writeFile(recordPath(file), `${JSON.stringify(record, null, 2)}\n`)
}
