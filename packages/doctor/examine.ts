import type { Config } from '#core/config'
import type { Database } from '#core/database/connect'
import { ownersConfig } from '#core/owner-server'
import { listShares } from '#core/shares'
import { findEngine } from '#vision/models/find-engine'
import { checkBackup } from './checks/backup.js'
import { checkDatabase } from './checks/database.js'
import { checkEngine } from './checks/engine.js'
import { checkData, checkMemory, checkNode } from './checks/machine.js'
import { checkProcesses } from './checks/processes.js'
import { checkQueue } from './checks/queue.js'
import { checkSemantic } from './checks/semantic.js'
import { checkShares } from './checks/shares.js'
import type { Finding } from './finding.js'

export interface Examined {
  config: Config
  /** why it cannot be asked, or undefined where none has been made yet */
  db: Database | Error | undefined
  /** The worker runs elsewhere, as in containers: it writes into the data folder, and has a memory of its own. */
  workerElsewhere?: boolean | undefined
}

/** Looks at everything Albumen stands on. */
export async function examine({ config, db, workerElsewhere = false }: Examined): Promise<Finding[]> {
  const answering = db && !(db instanceof Error) ? db : undefined
  const owners = answering ? await ownersConfig(answering, config).catch(() => config) : config
  const choice = await findEngine(owners)
  const shares = answering ? await listShares(answering).catch(() => []) : []
  return [
    checkNode(process.versions.node),
    ...(await checkData(config.dataDir, { writes: !workerElsewhere })),
    await checkMemory({ forModel: !workerElsewhere && choice.kind !== 'server' }),
    ...(await checkDatabase(config, db)),
    ...(answering ? [await checkProcesses(answering)] : []),
    await checkQueue(config),
    await checkEngine(choice, owners),
    await checkSemantic(owners),
    await checkBackup(config),
    ...(await checkShares([...config.shares, ...shares])),
  ]
}

/** The worst of what was found. */
export function worst(findings: Finding[]): Finding['state'] {
  const states = findings.map(({ state }) => state)
  return states.includes('problem') ? 'problem' : states.includes('warning') ? 'warning' : 'ok'
}
