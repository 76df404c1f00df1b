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
    const { quiet, busy } = { quiet: await takenByOthers(), busy: await keptBusy(() => takenByOthers()) }
    // Half-way to where it lets go there must be room for the noise of the machine, and the daemon's own api.
    const limit = Math.floor(busy * 0.8)
    const share = `others take ${Math.round(quiet)} % of this machine at rest, and ${Math.round(busy)} % when it is busy`
    context.skip(!(quiet < limit / 2), share)
    const folder = await temporaryFolder()
    const photos = path.join(folder.path, 'photos')
    mkdirSync(photos)
    const env = { ALBUMEN_NICE: '10', ALBUMEN_BUSY_PERCENT: String(limit), ALBUMEN_BUSY_SECONDS: '3' }
    const daemon = await startDaemon({ dataDir: path.join(folder.path, 'data'), folders: [photos], env })
    try {
      const status = () => daemon.get<Status>('/status')
      await keptBusy(async () => {
        const held = await until('it to be seen that others are busy', async () => (await status()).engine.held)
        expect(held).toMatchObject({ code: 'busy', reason: expect.stringMatching(/busy with other things \(\d+ % of/) })
        await putScenes(photos, names)
        const read = await until('the photos to be read', async () => {
          const now = await status()
          return now.photos.total === names.length ? now : null
        })
        expect(read.photos.analysed).toBe(0)
      })
      // Other tests beside this one may keep the machine busy now and then.
      await until('the photos to be analysed', async () => (await status()).photos.analysed === names.length)
      await until('nothing to be waited for', async () => (await status()).engine.held === undefined)
    } finally {
      await daemon.stop()
      await folder.remove()
    }
  })
})

/** Does something while as many programs as there are processors do nothing but count. */
async function keptBusy<T>(work: () => Promise<T>): Promise<T> {
  const count = os.availableParallelism()
  const loops = Array.from({ length: count }, () => spawn('sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' }))
  try {
    // The tests themselves may run niced, which would not count; root may take that back.
    if (process.getuid?.() === 0) for (const loop of loops) os.setPriority(loop.pid as number, 0)
    return await work()
  } finally {
    for (const loop of loops) loop.kill('SIGKILL')
  }
}

/** What programs that are not nice take of the processors, in per cent over some seconds. */
async function takenByOthers(): Promise<number> {
  const begin = await readProcessorTime()
  await sleep(3_000)
  const end = await readProcessorTime()
  if (!begin || !end) return Number.NaN // no Linux
  return (100 * (end.others - begin.others)) / (end.total - begin.total)
}
