import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTemporaryFolder, mb, row, section } from './report.js'
import { drawScenes } from './scenes.js'
import { withTree } from './tree.js'

const PHOTOS = 45

/** Memory of each process of the tree, in the middle of a backlog and when all is done. */
export async function benchMemory(): Promise<void> {
  section(`Memory of the process tree (PSS, children included), ${PHOTOS} photos, nano-vl`)
  await inTemporaryFolder(async (root) => {
    const photos = path.join(root, 'photos')
    await drawScenes(photos, PHOTOS, { min: 200, max: 400 })
    await withTree(path.join(root, 'data'), [photos], async (tree) => {
      const analysed = async () => {
        const address = await tree.address()
        if (!address) return 0
        const status = (await (await fetch(`${address}/api/v1/status`)).json()) as { photos: { analysed: number } }
        return status.photos.analysed
      }
      while ((await analysed()) < PHOTOS / 3) await sleep(100)
      const busy = await tree.memory()
      while ((await analysed()) < PHOTOS) await sleep(200)
      await sleep(5_000)
      const idle = await tree.memory()
      for (const [name, bytes] of Object.entries(busy)) {
        row(name, `${mb(bytes)} busy, ${mb(idle[name] ?? 0)} idle`)
      }
    })
  })
}
