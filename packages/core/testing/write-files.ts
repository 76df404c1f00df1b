import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Writes files below a folder, such as those of a machine's /proc and /sys: what is in them, by path. */
export async function writeFiles(root: string, contents: Record<string, string>): Promise<void> {
  for (const [file, content] of Object.entries(contents)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true })
    await writeFile(path.join(root, file), content)
  }
}
