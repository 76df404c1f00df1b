import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { dataFolder } from '#core/data-folder'
import { projectRoot } from '#core/project-root'
import { askDaemon } from '../services/cli/up/single-instance.js'
import { inTemporaryFolder, row, section } from './report.js'
import { drawScenes } from './scenes.js'

const PHOTOS = 45

/** Memory of each process of the tree, in the middle of a backlog and when all is done. */
export async function benchMemory(): Promise<void> {
  section(`Memory of the process tree (PSS, children included), ${PHOTOS} photos, nano-vl`)
  await inTemporaryFolder(async (root) => {
    const photos = path.join(root, 'photos')
    await drawScenes(photos, PHOTOS, { min: 200, max: 400 })
    const dataDir = path.join(root, 'data')
    const daemon = spawn(process.execPath, [path.join(projectRoot, 'bin', 'albumen.mjs'), 'up', photos], {
      env: { ...process.env, ALBUMEN_DATA_DIR: dataDir, ALBUMEN_MODEL: 'nano-vl', ALBUMEN_PORT: '0' },
      stdio: 'ignore',
    })
    try {
      const info = async () => await askDaemon(dataFolder(dataDir).run)
      const analysed = async () => {
        const address = (await info())?.address
        if (!address) return 0
        const status = (await (await fetch(`${address}/api/v1/status`)).json()) as { photos: { analysed: number } }
        return status.photos.analysed
      }
      while ((await analysed()) < PHOTOS / 3) await sleep(100)
      const busy = await memoryOf((await info())?.processes ?? {}, daemon.pid as number)
      while ((await analysed()) < PHOTOS) await sleep(200)
      await sleep(5_000)
      const idle = await memoryOf((await info())?.processes ?? {}, daemon.pid as number)
      for (const [name, bytes] of Object.entries(busy)) {
        row(name, `${mb(bytes)} busy, ${mb(idle[name] ?? 0)} idle`)
      }
    } finally {
      daemon.kill('SIGINT')
      await new Promise((resolve) => daemon.once('exit', resolve))
    }
  })
}

export const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`

export async function memoryOf(
  services: Record<string, number | undefined>,
  supervisor: number,
): Promise<Record<string, number>> {
  const result: Record<string, number> = { supervisor: await pss(supervisor) }
  for (const [name, pid] of Object.entries(services)) if (pid) result[name] = await withChildren(pid)
  result.total = Object.values(result).reduce((sum, each) => sum + each, 0)
  return result
}

async function withChildren(pid: number): Promise<number> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const children = list.split(' ').filter(Boolean).map(Number)
  const sizes = await Promise.all(children.map(withChildren))
  return (await pss(pid)) + sizes.reduce((sum, each) => sum + each, 0)
}

/** Proportional set size: shared pages are counted once over all who share them. */
async function pss(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024
}
