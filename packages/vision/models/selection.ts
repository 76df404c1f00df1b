import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

/** The owner's choice, kept in the models folder. */
const selection = z.object({
  /** a name of the catalog, a URI, or an absolute path */
  model: z.string().min(1),
  mmproj: z.string().min(1).optional(),
})

export type Selection = z.infer<typeof selection>

const fileIn = (modelsDir: string) => path.join(modelsDir, 'selected.json')

/** What `albumen models use` chose, or undefined for automatic; a file that says nothing sensible counts as none. */
export async function readSelection(modelsDir: string): Promise<Selection | undefined> {
  try {
    return selection.parse(JSON.parse(await readFile(fileIn(modelsDir), 'utf8')))
  } catch {
    return undefined
  }
}

/** Remembers a choice; undefined makes it automatic again. */
export async function writeSelection(modelsDir: string, chosen: Selection | undefined): Promise<void> {
  if (!chosen) return await rm(fileIn(modelsDir), { force: true })
  await mkdir(modelsDir, { recursive: true })
  const draft = `${fileIn(modelsDir)}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(chosen, null, 2)}\n`)
  await rename(draft, fileIn(modelsDir))
}
