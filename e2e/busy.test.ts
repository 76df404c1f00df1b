import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { readProcessorTime } from '../packages/core/machine/processor.js'
import { startDaemon, temporaryFolder, until } from './daemon.js'
import { putScenes } from './demo-scenes.js'

interface Status {
  engine: { held?: { code: string; reason: string } }
  photos: { total: number; analysed: number }
}

const names = ['red-car', 'red-flowers']

describe('a NAS that others keep busy', () => {
  it('reads photos meanwhile, and analyses them when the others are done', async (context) => {
    const own = os.getPriority()
    context.skip(own > 0 && process.getuid?.() !== 0, 'as niced as this, the others would not count')
    const before = await takenByOthers(3_000)
    context.skip(!(before < 40), `others take ${Math.round(before)} % of this machine already`)
    const folder = await temporaryFolder()
    const photos = path.join(folder.path, 'photos')
    mkdirSync(photos)
    const env = { ALBUMEN_NICE: '10', ALBUMEN_BUSY_PERCENT: '80', ALBUMEN_BUSY_SECONDS: '3' }
    const daemon = await startDaemon({ dataDir: path.join(folder.path, 'data'), folders: [photos], env })
    const others = os.availableParallelism()
    const loops = Array.from({ length: others }, () => spawn('sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' }))
    try {
      if (own > 0) for (const loop of loops) os.setPriority(loop.pid as number, 0)
      const status = () => daemon.get<Status>('/status')
      const held = await until('it to be seen that others are busy', async () => (await status()).engine.held)
      expect(held).toEqual({ code: 'busy', reason: expect.stringMatching(/busy with other things \(\d+ % of/) })
      await putScenes(photos, names)
      const read = await until('the photos to be read', async () => {
        const now = await status()
        return now.photos.total === names.length ? now : null
      })
      expect(read.photos.analysed).toBe(0)
      for (const loop of loops) loop.kill('SIGKILL')
      await until('the photos to be analysed', async () => (await status()).photos.analysed === names.length)
      expect((await status()).engine.held).toBeUndefined()
    } finally {
      for (const loop of loops) loop.kill('SIGKILL')
      await daemon.stop()
      await folder.remove()
    }
  })
})

/** What others than this program take of the processors, in per cent. */
async function takenByOthers(milliseconds: number): Promise<number> {
  const begin = await readProcessorTime()
  await sleep(milliseconds)
  const end = await readProcessorTime()
  if (!begin || !end) return Number.NaN // no Linux
  return (100 * (end.others - begin.others)) / (end.total - begin.total)
}
