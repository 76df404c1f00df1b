import { readFileSync } from 'node:fs'
import path from 'node:path'
import { dataFolder } from '#core/data-folder'
import { messageOf } from '#core/errors'
import { projectRoot } from '#core/project-root'
import type { Queues } from '#core/queues'
import { listShares } from '#core/shares'
import { type Examined, examine, worst } from '../examine.js'
import type { Finding } from '../finding.js'
import { anonymiser } from './anonymous.js'
import { type LoggedError, loggedErrors } from './log-errors.js'
import { database, engines, library, machine, type Section, settings, shares } from './sections.js'

export interface Report {
  /** ISO 8601 */
  createdAt: string
  version: string
  worst: Finding['state']
  findings: Finding[]
  sections: Section[]
  /** the most frequent warnings and errors of the log files */
  errors: LoggedError[]
}

export interface Sources extends Examined {
  queues: Queues | undefined
  /** shares, their folders and the machine keep their names */
  shareNames: boolean
}

/**
 * Everything about this installation that helps to understand what is wrong with it, to be shown to others: without
 * passwords, tokens and keys, and unless `shareNames` is set without names of shares, folders, photos and people.
 * Whatever cannot be found out is left out.
 */
export async function healthReport(sources: Sources): Promise<Report> {
  const { config, queues, shareNames, workerElsewhere } = sources
  const db = sources.db instanceof Error ? undefined : sources.db
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string }
  const known = db ? await listShares(db).catch(() => []) : config.shares
  const findings = await examine({ config, db: sources.db, workerElsewhere })
  const sections = await Promise.all([
    part('Machine', () => machine(version, config.dataDir)),
    part('Engines', () => engines(db, config)),
    ...(db ? [part('Shares', () => shares(db)), part('Database', () => database(db))] : []),
    ...(db && queues ? [part('Library', () => library(db, queues))] : []),
    part('Settings', async () => settings(config)),
  ])
  const report: Report = {
    createdAt: new Date().toISOString(),
    version,
    worst: worst(findings),
    findings,
    sections,
    errors: await loggedErrors(dataFolder(config.dataDir).logs),
  }
  const { dataDir } = config
  return mapTexts(report, anonymiser({ shares: known, dataDir, shown: shareNames })) as Report
}

async function part(title: string, read: () => Promise<Section>): Promise<Section> {
  return await read().catch((error) => ({ title, rows: [['not found out', messageOf(error)]] }))
}

/** Every text of a value, through a function. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, change)]))
}
