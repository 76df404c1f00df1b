import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '#core/project-root'

/** What has happened to the folder so far. */
export interface Happened {
  arrived: number
  duplicated: number
  renamed: number
  deleted: number
}

type Render = (seed: number, options: object) => Promise<{ jpeg: Buffer }>

/**
 * A folder in which the life of a family happens quickly: each step brings one new scene, every fourth a copy of an old
 * one, every third a new name for one, and takes away the oldest beyond `keep`.
 */
export async function openArrivals(folder: string, keep: number) {
  const { render } = (await import(path.join(projectRoot, 'models', 'nano-vl', 'scenes.mjs'))) as { render: Render }
  const alive: string[] = []
  const happened: Happened = { arrived: 0, duplicated: 0, renamed: 0, deleted: 0 }
  let names = 0
  /** A new name in one of 28 folders, which come and go as well. */
  const freshPath = async () => {
    const directory = path.join(folder, `day-${names % 28}`)
    await mkdir(directory, { recursive: true })
    return path.join(directory, `IMG_${String(names++).padStart(6, '0')}.jpg`)
  }
  const any = () => Math.floor(Math.random() * alive.length)

  async function step(): Promise<void> {
    const { jpeg } = await render(7_000_000 + happened.arrived, { min: 256, max: 480 })
    const file = await freshPath()
    await writeFile(file, jpeg)
    alive.push(file)
    happened.arrived++
    if (happened.arrived % 4 === 0) {
      const copy = await freshPath()
      await copyFile(alive[any()] as string, copy)
      alive.push(copy)
      happened.duplicated++
    }
    if (happened.arrived % 3 === 0) {
      const index = any()
      const moved = await freshPath()
      await rename(alive[index] as string, moved)
      alive[index] = moved
      happened.renamed++
    }
    while (alive.length > keep) {
      await rm(alive.shift() as string)
      happened.deleted++
    }
  }
  return { step, happened }
}
