import { once } from 'node:events'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Daemon, startDaemon, temporaryFolder, until } from './daemon.js'
import { putScenes } from './demo-scenes.js'
import { engineOf } from './processes.js'

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
      return now.photos.analysed === names.length && !now.engine.held ? now : null
    })
    expect(done.engine.concurrency).toBe(1)
    expect(done.textEngine.state).toBe('off')
  })

  it('has a small database, and steps back for everything else', async () => {
    expect(await daemon.sql('show max_connections')).toEqual([{ max_connections: '40' }])
    const worker = (await daemon.info()).processes.worker as number
    const own = os.getPriority()
    for (const pid of [worker, engineOf(worker)]) expect(os.getPriority(pid)).toBe(Math.max(own, 10))
    expect(os.getPriority((await daemon.info()).processes.api)).toBe(own)
  })
})
