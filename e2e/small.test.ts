import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readProcessorTime } from '../packages/core/machine/processor.js'
import { type Daemon, startDaemon, temporaryFolder, until } from './daemon.js'
import { putScenes } from './demo-scenes.js'

interface Status {
  engine: { concurrency: number; held?: { code: string; reason: string } }
  photos: { total: number; analysed: number }
  textEngine: { state: string }
}

const names = ['red-car', 'red-flowers']

describe('a small NAS with a UPS', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let daemon: Daemon
  let status = 'OB DISCHRG'
  /** Speaks as much of Network UPS Tools as is asked. */
  const upsd = net.createServer((socket) => {
    socket.on('data', (text) => {
      if (text.toString().startsWith('GET VAR')) socket.write(`VAR ups ups.status "${status}"\n`)
      else socket.end()
    })
  })

  beforeAll(async () => {
    upsd.listen(0, '127.0.0.1')
    await once(upsd, 'listening')
    folder = await temporaryFolder()
    const photos = path.join(folder.path, 'photos')
    await putScenes(photos, names)
    daemon = await startDaemon({
      dataDir: path.join(folder.path, 'data'),
      folders: [photos],
      env: {
        ALBUMEN_PROFILE: 'small',
        ALBUMEN_ANALYSE_CONCURRENCY: 'auto',
        ALBUMEN_NICE: '10',
        ALBUMEN_UPS: `ups@127.0.0.1:${(upsd.address() as net.AddressInfo).port}`,
      },
    })
  })
  afterAll(async () => {
    await daemon?.stop()
    upsd.close()
    await folder.remove()
  })

  it('reads photos while the power is out, and analyses them when it is back', async () => {
    const held = await until('the photos to be read', async () => {
      const now = await daemon.get<Status>('/status')
      return now.photos.total === names.length && now.engine.held ? now : null
    })
    expect(held.engine.held).toMatchObject({ code: 'battery', reason: expect.stringContaining('UPS') })
    expect(held.photos.analysed).toBe(0)
    status = 'OL CHRG'
    const done = await until('the photos to be analysed', async () => {
      const now = await daemon.get<Status>('/status')
      return now.photos.analysed === names.length ? now : null
    })
    expect(done.engine.held).toBeUndefined()
    expect(done.engine.concurrency).toBe(1)
    expect(done.textEngine.state).toBe('off')
  })

  it('has a small database, and steps back for everything else', async () => {
    expect(await daemon.sql('show max_connections')).toEqual([{ max_connections: '40' }])
    const worker = (await daemon.info()).processes.worker as number
    const engine = Number.parseInt(
      execFileSync('ps', ['-o', 'pid=', '--ppid', String(worker)], { encoding: 'utf8' }),
      10,
    )
    const own = os.getPriority()
    for (const pid of [worker, engine]) expect(os.getPriority(pid)).toBe(Math.max(own, 10))
    expect(os.getPriority((await daemon.info()).processes.api)).toBe(own)
  })
})

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
