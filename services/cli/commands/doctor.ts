import { loadConfig } from '#core/config'
import { FatalError } from '#core/errors'
import { checkBackup } from '../checks/backup.js'
import { checkDatabase } from '../checks/database.js'
import { checkEngine } from '../checks/engine.js'
import type { Finding } from '../checks/finding.js'
import { checkData, checkMemory, checkNode } from '../checks/machine.js'
import { checkQueue } from '../checks/queue.js'
import { checkSemantic } from '../checks/semantic.js'
import { checkShares } from '../checks/shares.js'
import { printJson } from '../print.js'

const MARKS = { ok: '✓', warning: '!', problem: '✗' } as const

/** Looks at everything Albumen stands on; exit code 1 when something keeps it from working. */
export async function doctor(options: { json?: boolean }, env: NodeJS.ProcessEnv): Promise<void> {
  const findings: Finding[] = [checkNode(process.versions.node)]
  try {
    const config = loadConfig(env)
    findings.push(...(await checkData(config.dataDir)), checkMemory())
    const database = await checkDatabase(config)
    findings.push(database.finding, await checkQueue(config), await checkEngine(config), await checkSemantic(config))
    findings.push(await checkBackup(config))
    findings.push(...(await checkShares([...config.shares, ...database.shares])))
  } catch (error) {
    if (!(error instanceof FatalError)) throw error
    findings.push({ about: 'configuration', state: 'problem', found: error.message })
  }
  if (options.json) printJson(findings)
  else {
    for (const finding of findings) {
      console.log(`${MARKS[finding.state]} ${finding.about}: ${finding.found}`)
      if (finding.advice) console.log(`    ${finding.advice}`)
    }
  }
  if (findings.some((finding) => finding.state === 'problem')) process.exitCode = 1
}
