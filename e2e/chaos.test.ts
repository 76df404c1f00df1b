import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newSecret, startReceiver } from '../services/worker/deliver/testing.js'
import { noise, writeCorrupt, writePhotos, writeSparse } from './chaos/photos.js'
import { createChance } from './chaos/random.js'
import { expectSound, untilSettled } from './chaos/soundness.js'
import { startVisionStub } from './chaos/vision-stub.js'
import { available, type Daemon, startDaemon, temporaryFolder, until } from './daemon.js'
import { isAlive, killHard, postmaster, processesOf, untilGone } from './processes.js'
import { startRedis } from './redis.js'

/**
 * What happens to a machine in years, in a minute: everything dies at random moments, the disk fills, the share goes away.
 * The vision server is a stand-in that answers at once; crash.test.ts does the same to the real engine.
 *   npm run chaos      ten minutes of deaths for each queue; CHAOS_SEED=… repeats their order
 */
const minutes = Number(process.env.CHAOS_MINUTES ?? 0)
const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Date.now() % 1_000_000))
const mounting = process.getuid?.() === 0 && canMount()
const faketime = libraryOfFaketime()
const waiting = 300 + minutes * 60

interface Status {
  engine: { held?: { code: string; reason: string } }
  shares: { state: string }[]
}

let vision: Awaited<ReturnType<typeof startVisionStub>>
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let photos: string
let dataDir: string
let daemon: Daemon
const mounted: string[] = []

beforeAll(async () => {
  vision = await startVisionStub()
  console.log(`chaos seed ${seed}`)
})
afterAll(() => vision.close())
beforeEach(async () => {
  folder = await temporaryFolder()
  photos = path.join(folder.path, 'photos')
  dataDir = path.join(folder.path, 'data')
  mkdirSync(photos)
  mkdirSync(dataDir)
})
afterEach(async () => {
  await daemon?.stop()
  expect(processesOf(folder.path), 'nothing outlives the daemon').toEqual([])
  for (const each of mounted.splice(0).reverse()) execFileSync('umount', ['-l', each])
  await folder.remove()
})

const start = async (env: Record<string, string> = {}) => {
  daemon = await startDaemon({
    dataDir,
    folders: [photos],
    env: {
      ALBUMEN_ENGINE: 'server',
      ALBUMEN_SERVER_URL: vision.url,
      ALBUMEN_MODEL: '',
      ALBUMEN_SCAN_MINUTES: '0.2',
      ...env,
    },
  })
}
const known = async () => (await daemon.sql<{ n: number }>('select count(*)::int as n from photos'))[0]?.n ?? 0
const someKnown = (count: number) => until(`${count} photos to be known`, async () => (await known()) >= count)

describe.each(available('redis-server') ? ['redis', 'postgres'] : ['postgres'])('deaths, queue in %s', (backend) => {
  it('loses nothing and does nothing twice', { timeout: (minutes * 60 + waiting + 600) * 1000 }, async () => {
    const chance = createChance(seed)
    // In the short form there are few photos, and some more before each death, so that none meets a tree at rest.
    const [count, arriving] = minutes > 0 ? [500, 1] : [16, 4]
    const corrupt = minutes > 0 ? 50 : 6
    await writePhotos(photos, 'first', count)
    await writeCorrupt(photos, corrupt)
    // It is read again after each death: in the short form once in two is enough.
    const huge = minutes > 0 || backend === 'postgres'
    if (huge) writeSparse(path.join(photos, 'huge.jpg'))
    const receiver = await startReceiver({ secret: newSecret() })
    let redis = backend === 'redis' ? await startRedis(folder.path) : undefined
    const env = redis ? { REDIS_URL: redis.url } : undefined
    let persistent = true
    await start(env)
    await daemon.post('/webhooks', { url: receiver.url, secret: receiver.secret })

    const service = (name: string) => async () => killHard((await daemon.info()).processes[name] ?? 0)
    const deaths: Record<string, () => Promise<unknown>> = {
      worker: service('worker'),
      watcher: service('watcher'),
      api: service('api'),
      'database service': service('database'),
      postgres: async () => killHard(postmaster(dataDir)),
      supervisor: async () => {
        const pid = daemon.process?.pid as number
        killHard(pid)
        await untilGone(pid)
        await start(env)
      },
      ...(redis && {
        redis: async () => {
          const { port, pid } = redis as NonNullable<typeof redis>
          killHard(pid)
          await untilGone(pid)
          // In turn with its file, and without all that it knew.
          persistent = !persistent
          rmSync(path.join(folder.path, persistent ? 'nothing' : 'appendonlydir'), { recursive: true, force: true })
          redis = await startRedis(folder.path, { port, persistent })
        },
      }),
    }
    const order: string[] = []
    let more = 0
    const someArrive = async () => {
      for (let i = 0; i < arriving; i++, more++) {
        writeFileSync(path.join(photos, `more-${more}.jpg`), await noise(1000 + more))
      }
    }
    const end = Date.now() + minutes * 60_000
    while (Date.now() < end || order.length < Object.keys(deaths).length) {
      await someArrive()
      await sleep(chance.between(800, 2_500))
      const left = Object.keys(deaths).filter((name) => !order.includes(name))
      const victim = chance.pick(left.length > 0 ? left : Object.keys(deaths))
      order.push(victim)
      await until(`${victim} to be killed`, async () => {
        await deaths[victim]?.()
        return true
      })
    }
    console.log(`${backend}: ${order.length} deaths: ${order.slice(0, 20).join(', ')}`)
    const expected = { photos: count + more, corrupt: corrupt + (huge ? 1 : 0) }
    await untilSettled(() => daemon, expected, waiting)
    await expectSound(daemon, expected, { receiver, redisUrl: redis?.url })
    await daemon.stop()
    await redis?.stop()
    await receiver.close()
  })
})

it.skipIf(!mounting)('waits for room when the disk fills, and says so', async () => {
  mount(['-t', 'tmpfs', '-o', 'size=256m', 'tmpfs', dataDir])
  const ballast = path.join(dataDir, 'ballast')
  await start({ ALBUMEN_MIN_FREE_MB: '20' })
  await writePhotos(photos, 'before', 6)
  await untilSettled(() => daemon, { photos: 6, corrupt: 0 }, waiting)

  // Nearly full: nothing is begun.
  fill(ballast, 10)
  const held = await until('everything to wait', async () => (await daemon.get<Status>('/status')).engine.held)
  expect(held).toMatchObject({
    code: 'disk',
    reason: expect.stringMatching(/^The disk of .+ everything waits until 30 MB/),
  })
  await writePhotos(photos, 'waiting', 10)
  await until('the new files to be seen', async () => {
    const [row] = await daemon.sql<{ n: number }>(`select count(*)::int as n from files where ingest = 'pending'`)
    return row?.n === 10
  })
  expect(await known()).toBe(6)
  unlinkSync(ballast)
  await someKnown(8)

  // Full to the last byte for a while, by somebody else, in the middle of writing previews and rows.
  await writePhotos(photos, 'full', 14)
  await someKnown(18)
  fill(ballast, 0)
  await sleep(4_000)
  unlinkSync(ballast)
  const expected = { photos: 30, corrupt: 0 }
  await untilSettled(() => daemon, expected, waiting)
  await expectSound(daemon, expected)
})

it.skipIf(!mounting)('keeps a share that is unmounted in the middle', async () => {
  const disk = path.join(folder.path, 'disk')
  mkdirSync(disk)
  await writePhotos(disk, 'share', 30)
  mount(['--bind', disk, photos])
  await start()
  await someKnown(8)
  unmount(photos)
  const shareIs = (state: string) =>
    until(`the share to be ${state}`, async () => (await daemon.get<Status>('/status')).shares[0]?.state === state)
  await shareIs('offline')
  const [row] = await daemon.sql<{ n: number }>(`select count(*)::int as n from files where state = 'missing'`)
  expect(row?.n).toBe(0)
  await writePhotos(disk, 'later', 5)
  mount(['--bind', disk, photos])
  await shareIs('online')
  const expected = { photos: 35, corrupt: 0 }
  await untilSettled(() => daemon, expected, waiting)
  await expectSound(daemon, expected)
})

it('finds what is left after ten thousand events in a second', async () => {
  await start()
  const kept = await Promise.all(Array.from({ length: 20 }, (_, i) => noise(i)))
  for (let i = 0; i < 10; i++) mkdirSync(path.join(photos, `day-${i}`))
  const began = Date.now()
  let events = 0
  for (let i = 0; events < 10_000; i++) {
    const file = path.join(photos, `day-${i % 10}`, `burst-${i}.jpg`)
    writeFileSync(file, `${i}`)
    renameSync(file, `${file}.moved.jpg`)
    unlinkSync(`${file}.moved.jpg`)
    events += 4 // made, moved from, moved to, deleted
    const photo = i % 125 === 0 ? kept[i / 125] : undefined
    if (photo) writeFileSync(path.join(photos, `day-${i % 10}`, `kept-${i}.jpg`), photo)
  }
  console.log(`${events} events in ${Date.now() - began} ms`)
  const expected = { photos: 20, corrupt: 0 }
  await untilSettled(() => daemon, expected, waiting)
  await expectSound(daemon, expected)
  expect(isAlive(daemon.process?.pid as number)).toBe(true)
})

it.skipIf(!faketime)('goes on when the clock jumps', async () => {
  const clock = path.join(folder.path, 'clock')
  writeFileSync(clock, '+0\n')
  await start({
    LD_PRELOAD: faketime as string,
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_CACHE_DURATION: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  })
  // Each time in the middle of some photos, with time to be noticed.
  const jumps = ['+3d', '-2d', '+1y', '+0']
  for (const [i, jump] of jumps.entries()) {
    await writePhotos(photos, jump, 6)
    await someKnown(i * 6 + 2)
    writeFileSync(clock, `${jump}\n`)
    await sleep(2_000)
  }
  const expected = { photos: jumps.length * 6, corrupt: 0 }
  await untilSettled(() => daemon, expected, waiting)
  await expectSound(daemon, expected)
})

/** A file so large that so many megabytes are left. */
function fill(file: string, left: number): void {
  const { bavail, bsize } = statfsSync(path.dirname(file))
  spawnSync('fallocate', ['-l', String(Math.max(1, bavail * bsize - left * 1e6)), file])
}

function mount(args: string[]): void {
  execFileSync('mount', args)
  mounted.push(args.at(-1) as string)
}

function unmount(target: string): void {
  execFileSync('umount', ['-l', target])
  mounted.splice(mounted.indexOf(target), 1)
}

/** Of Debian's package libfaketime, or where FAKETIME_LIBRARY says. Where everything must run, an error without it. */
function libraryOfFaketime(): string | undefined {
  const folders = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
    (name) => `/usr/lib/${name}/faketime/libfaketimeMT.so.1`,
  )
  const found = [process.env.FAKETIME_LIBRARY ?? '', ...folders].find((file) => file !== '' && existsSync(file))
  if (!found && process.env.REQUIRE_SERVICES === '1') throw new Error('libfaketime must be installed for this run')
  return found
}

function canMount(): boolean {
  return spawnSync('unshare', ['--mount', 'true']).status === 0
}
