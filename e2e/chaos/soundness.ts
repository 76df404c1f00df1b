import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { dataFolder } from '../../packages/core/data-folder.js'
import { connect } from '../../packages/core/database/connect.js'
import { createLog } from '../../packages/core/log.js'
import { previewPath } from '../../packages/core/preview-path.js'
import { openQueues } from '../../packages/core/queues.js'
import { type DeepFinding, lookDeep } from '../../packages/doctor/deep/deep.js'
import type { startReceiver } from '../../services/worker/deliver/testing.js'
import { type Daemon, until } from '../daemon.js'

interface Expected {
  /** readable photos of different content */
  photos: number
  /** files that are no sound pictures, of different content */
  corrupt: number
}

/** Waits until nothing is left to do. */
export async function untilSettled(daemon: () => Daemon, { photos, corrupt }: Expected, seconds: number) {
  await until(
    `${photos} photos to be analysed and ${corrupt} given up`,
    async () => {
      const [row] = await daemon().sql<{ analysed: number; failed: number; pending: number; events: number }>(`
        select (select count(*)::int from photos where state = 'analysed') as analysed,
          (select count(*)::int from photos where state = 'failed') as failed,
          (select count(*)::int from files where ingest = 'pending' and state = 'present') as pending,
          (select count(*)::int from deliveries where state = 'pending') +
            (select count(*)::int from outbox where relayed_at is null) as events`)
      if (row?.analysed === photos && row.failed >= corrupt && row.pending === 0 && row.events === 0) return true
      throw new Error(JSON.stringify(row))
    },
    seconds,
  )
}

/** Whatever happened: everything exactly once, nothing lost, nothing left over. */
export async function expectSound(
  daemon: Daemon,
  expected: Expected,
  options: { receiver?: Awaited<ReturnType<typeof startReceiver>>; redisUrl?: string | undefined } = {},
): Promise<void> {
  const { receiver, redisUrl } = options
  const failures = await daemon.sql(
    `select failed_stage, failed_code, failed_reason from photos where state = 'failed' and failed_stage <> 'ingest'
      union all select 'file', failed_code, failed_reason from files where ingest = 'failed'`,
  )
  expect(failures, 'no photo is blamed for what the machine did').toEqual([])
  const [counts] = await daemon.sql(`
    select (select count(*)::int from photos where state = 'analysed') as analysed,
      (select count(*)::int from photos where state = 'failed') as failed,
      (select count(*)::int from analyses where valid) as analyses,
      (select count(distinct photo_id)::int from analyses where valid) as once,
      (select count(*)::int from outbox where type = 'photo.analysed') as events,
      (select count(*)::int from photos p where state = 'analysed'
        and not exists (select 1 from analyses a where a.id = p.analysis_id and a.photo_id = p.id)) as without_analysis,
      (select count(*)::int from photos p where state = 'analysed'
        and not exists (select 1 from photo_search s where s.photo_id = p.id)) as not_searchable,
      (select count(*)::int from deliveries where state <> 'delivered') as undelivered`)
  const { photos, corrupt } = expected
  expect(counts).toEqual({
    ...{ analysed: photos, failed: corrupt, analyses: photos, once: photos, events: photos },
    ...{ without_analysis: 0, not_searchable: 0, undelivered: 0 },
  })
  await expectPreviews(daemon)
  const findings = await deepFindings(daemon, redisUrl)
  expect(
    findings.filter(({ state }) => state === 'problem'),
    'the library is whole',
  ).toEqual([])
  if (receiver) await expectDelivered(daemon, receiver)
}

/** What `albumen doctor --deep` finds. */
async function deepFindings(daemon: Daemon, redisUrl: string | undefined): Promise<DeepFinding[]> {
  const log = createLog('doctor', 'silent')
  const databaseUrl = (await daemon.info()).databaseUrl as string
  const { db, close } = connect(databaseUrl, log)
  const queues = await openQueues({ redisUrl, databaseUrl }, log)
  try {
    const folder = dataFolder(daemon.dataDir)
    return await lookDeep({ db, queues, folder, sample: Number.POSITIVE_INFINITY, repair: false })
  } finally {
    await queues.close()
    await close()
  }
}

async function expectPreviews(daemon: Daemon): Promise<void> {
  const previews = path.join(daemon.dataDir, 'previews')
  const ids = await daemon.sql<{ id: string }>(`select id from photos where state = 'analysed'`)
  const lacking = ids.filter(({ id }) =>
    (['thumb', 'preview'] as const).some((kind) => !(sizeOf(previewPath(previews, id, kind)) > 0)),
  )
  expect(lacking, 'every photo has its previews').toEqual([])
  const known = new Set(ids.map(({ id }) => id))
  const stray = readdirSync(previews, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const base = path.basename(name)
    return base.includes('.') && !base.endsWith('.tmp') && !known.has(base.slice(0, 64))
  })
  expect(stray, 'no preview belongs to nobody').toEqual([])
}

async function expectDelivered(daemon: Daemon, receiver: Awaited<ReturnType<typeof startReceiver>>): Promise<void> {
  expect(receiver.badSignatures).toEqual([])
  const wanted = await daemon.sql<{ id: string }>(`select 'msg_' || event_id as id from deliveries`)
  const bodies = new Map<string, string>()
  for (const { id, raw } of receiver.accepted) {
    // At least once: the same event may come again after a kill, and is the same then.
    expect(bodies.get(id) ?? raw, `two events with the number ${id}`).toBe(raw)
    bodies.set(id, raw)
  }
  expect(
    wanted.filter(({ id }) => !bodies.has(id)),
    'no event is lost',
  ).toEqual([])
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
