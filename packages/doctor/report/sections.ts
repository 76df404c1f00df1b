import os from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { type Config, environmentName } from '#core/config'
import { dataFolder } from '#core/data-folder'
import type { Database } from '#core/database/connect'
import { living, type WorkerInfo } from '#core/heartbeat'
import type { Queues } from '#core/queues'
import { listShares } from '#core/shares'
import { installedModels } from '#vision/models/installed'
import { readCpuFlags } from '#vision/tuning/cpu-flags'
import { readMachine } from '#vision/tuning/hardware'
import { containerLimits, fileSystemOf } from './surroundings.js'

/** A heading with names and values below it. */
export interface Section {
  title: string
  rows: [name: string, value: string][]
}

const GB = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
const FLAGS = ['sse4_2', 'avx', 'avx2', 'avx512f', 'avx_vnni', 'f16c', 'fma', 'bmi2', 'asimd', 'asimddp', 'i8mm', 'sve']
/** Of these only that they are set is told. */
const SECRET = /(key|token|secret|password|pin)$/i

export async function machine(version: string, dataDir: string): Promise<Section> {
  const found = await readMachine()
  const [container, fileSystem] = [await containerLimits(), await fileSystemOf(dataDir)]
  const flags = await readCpuFlags()
  const { totalBytes, availableBytes, limited } = found.memory
  return {
    title: 'Machine',
    rows: [
      ['Albumen', version],
      ['Node', process.versions.node],
      ['system', `${os.type()} ${os.release()}, ${os.arch()}`],
      ['container', container || 'none'],
      ['data folder on', fileSystem ?? 'not told'],
      ['processor', `${found.cpuName || 'unknown'}, ${found.cores} cores`],
      ['instruction sets', FLAGS.filter((flag) => flags.has(flag)).join(' ') || 'not told'],
      ['memory', `${GB(totalBytes)}${limited ? ' (limit of the container)' : ''}, ${GB(availableBytes)} available`],
      [
        'load',
        os
          .loadavg()
          .map((each) => each.toFixed(1))
          .join(' '),
      ],
      ['up for', `${Math.round(os.uptime() / 3600)} h`],
    ],
  }
}

/** Every setting that is not the default's, or whose value others may see; secrets only as set or not. */
export function settings(config: Config): Section {
  const rows = Object.entries(config).map(([key, value]): [string, string] => {
    const name = environmentName(key as keyof Config)
    if (SECRET.test(key)) return [name, value ? 'set' : 'not set']
    return [name, value === undefined ? 'not set' : typeof value === 'string' ? value : JSON.stringify(value)]
  })
  return { title: 'Settings', rows: rows.filter(([, value]) => value !== 'not set' && value !== '[]') }
}

export async function database(db: Database): Promise<Section> {
  const { rows } = await db.execute<Record<string, string>>(sql`
    select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size,
      (select count(*) from pg_stat_activity where datname = current_database()) as connections,
      current_setting('max_connections') as max_connections, current_setting('data_checksums') as checksums,
      (select count(*) || ', last ' || to_timestamp(max(created_at) / 1000)::date from drizzle.__drizzle_migrations) as migrations`)
  const tables = await db.execute<{ name: string; size: string; rows: string; dead: string }>(sql`
    select relname as name, pg_size_pretty(pg_total_relation_size(relid)) as size, n_live_tup as rows,
      case when n_live_tup + n_dead_tup > 0 then round(100.0 * n_dead_tup / (n_live_tup + n_dead_tup)) || ' % dead'
        else '' end as dead
    from pg_stat_user_tables where schemaname in ('public', 'bullmq') order by pg_total_relation_size(relid) desc limit 8`)
  const [facts = {}] = rows
  return {
    title: 'Database',
    rows: [
      ['version', `${facts.version}, ${facts.size}, check sums ${facts.checksums}`],
      ['connections', `${facts.connections} of ${facts.max_connections}`],
      ['migrations', facts.migrations ?? 'none'],
      ...tables.rows.map(({ name, size, rows: n, dead }): [string, string] => [
        `table ${name}`,
        [size, `${n} rows`, dead].filter(Boolean).join(', '),
      ]),
    ],
  }
}

export async function library(db: Database, queues: Queues): Promise<Section> {
  const { rows } = await db.execute<{ what: string; n: string }>(sql`
    select 'photos ' || state || case when present then '' else ', not on a share' end as what, count(*) as n
    from photos group by 1
    union all select 'files ' || state || ', ' || ingest, count(*) from files group by 1
    union all select 'failed: ' || coalesce(failed_stage, 'analyse') || ', ' || coalesce(failed_code, 'unknown'), count(*)
      from photos where state = 'failed' group by 1
    union all select 'unreadable: ' || coalesce(failed_code, 'unknown'), count(*) from files where ingest = 'failed' group by 1
    union all select 'webhook deliveries ' || state, count(*) from deliveries group by 1`)
  const each = [queues.ingest, queues.analyse, queues.embed, queues.deliver]
  const counts = await Promise.all(
    each.map(async (queue): Promise<[string, string]> => {
      const { waiting, active, paused } = await queue.counts()
      return [`queue ${queue.name}`, `${waiting} waiting, ${active} active${paused ? ', paused' : ''}`]
    }),
  )
  return {
    title: `Library (queues in ${queues.backend})`,
    rows: [...rows.map(({ what, n }): [string, string] => [what, n]), ...counts],
  }
}

export async function shares(db: Database): Promise<Section> {
  const each = (await listShares(db)).map(async (share): Promise<[string, string]> => {
    const fileSystem = await fileSystemOf(share.path)
    const { files = 0, directories = 0, milliseconds = 0 } = share.lastScan ?? {}
    const scan = share.lastScanAt
      ? `walked ${share.lastScanAt.toISOString()}: ${files} files in ${directories} folders, ${milliseconds / 1000} s`
      : 'not walked yet'
    const watched = share.watching ? `watched by ${share.watching}` : `wanted ${share.mode}`
    return [
      `share ${share.name}`,
      [share.state, share.offlineReason, fileSystem && `on ${fileSystem}`, watched, scan].filter(Boolean).join('; '),
    ]
  })
  return { title: 'Shares', rows: await Promise.all(each) }
}

/** What the workers say of their engines, and which models lie in the folder. */
export async function engines(db: Database | undefined, config: Config): Promise<Section> {
  const workers = db ? await living<WorkerInfo>(db, 'worker') : []
  const told = workers.flatMap(({ info }, i): [string, string][] => {
    const { endpoint: _, ...engine } = info.engine ?? { endpoint: undefined }
    const { endpoint: _text, ...text } = info.text ?? { endpoint: undefined }
    return [
      [`vision engine of worker ${i + 1}`, info.engine ? JSON.stringify(engine) : 'none'],
      [`text engine of worker ${i + 1}`, info.text ? JSON.stringify(text) : 'none'],
    ]
  })
  const models = (await installedModels(dataFolder(config.dataDir).models)).map(
    ({ name, model, bytes, mmproj, record }): [string, string] => [
      `model ${name}`,
      [
        `${path.basename(model)}, ${GB(bytes)}`,
        mmproj ? 'with projector' : 'without projector',
        record
          ? `sha256 ${record.sha256.slice(0, 12)}… ${record.published ? 'as published' : 'as it arrived'}`
          : 'not downloaded by Albumen',
        record && record.size !== bytes ? `should have ${record.size} bytes` : '',
      ]
        .filter(Boolean)
        .join(', '),
    ],
  )
  return { title: 'Engines', rows: [...told, ...models] }
}
