import { readFileSync } from 'node:fs'
import path from 'node:path'
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
