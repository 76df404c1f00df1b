import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { projectRoot } from '../packages/core/project-root.js'

export const demoFolder = path.join(projectRoot, 'models', 'nano-vl', 'demo')

/** What is drawn in a demo scene, which is what the model should see. */
export interface Scene {
  file: string
  taken: string
  gps: [number, number] | null
  category: string
  people: number
  emotion: string
  sensitive: string
  text: string
  en: { description: string; objects: string[]; tags: string[] }
  zh: { description: string; objects: string[]; tags: string[] }
}

export const scenes: Scene[] = readFileSync(path.join(demoFolder, 'labels.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Scene)

const everyName = scenes.map(({ file }) => path.parse(file).name)

/**
 * Pixels of the longer side. What looking at a photo takes grows with its size: this small it is a fifth of a second's work
 * instead of one and a half.
 */
const SMALL = 192

/**
 * Puts small copies of scenes into a folder, for what is about everything but how well the model sees: of these it tells
 * what they are about, and mistakes itself more often.
 * @param names of files without `.jpg`; all where none are given
 */
export async function putScenes(folder: string, names: readonly string[] = everyName, longest = SMALL): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const name of names) await putScene(name, path.join(folder, `${name}.jpg`), longest)
}

/** The same of one scene, under another name. */
export async function putScene(name: string, file: string, longest = SMALL): Promise<void> {
  writeFileSync(file, await drawScene(name, longest))
}

/** A small copy of a scene. Date and place come along. */
export async function drawScene(name: string, longest = SMALL): Promise<Buffer> {
  const size = { width: longest, height: longest, fit: 'inside' } as const
  return await sharp(path.join(demoFolder, `${name}.jpg`))
    .resize(size)
    .keepMetadata()
    .jpeg({ quality: 90 })
    .toBuffer()
}
