import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '#core/project-root'

/** Draws scenes that the small model understands. @returns their paths */
export async function drawScenes(folder: string, count: number, size: { min: number; max: number }): Promise<string[]> {
  const { render } = (await import(path.join(projectRoot, 'models', 'nano-vl', 'scenes.mjs'))) as {
    render(seed: number, options: object): Promise<{ jpeg: Buffer }>
  }
  await mkdir(folder, { recursive: true })
  const files: string[] = []
  for (let i = 0; i < count; i++) {
    const { jpeg } = await render(9_000_000 + i, size)
    const file = path.join(folder, `scene-${i}.jpg`)
    await writeFile(file, jpeg)
    files.push(file)
  }
  return files
}
