import { loadConfig } from '#core/config'
import { FatalError } from '#core/errors'
import type { Finding } from '#doctor/finding'
import { checkBackup } from '../checks/backup.js'
import { checkDatabase } from '../checks/database.js'
import { checkEngine } from '../checks/engine.js'
import { checkData, checkMemory, checkNode } from '../checks/machine.js'
import { checkQueue } from '../checks/queue.js'
import { checkSemantic } from '../checks/semantic.js'
import { checkShares } from '../checks/shares.js'
import { printJson } from '../print.js'
import { examineLibrary } from './doctor-deep.js'

const MARKS = { ok: '✓', warning: '!', problem: '✗' } as const
/** Photos whose previews and search documents are opened unless --all is given. */
const SAMPLE = 500

export interface DoctorOptions {
  json?: boolean
  deep?: boolean
  repair?: boolean
  all?: boolean
}

/** Looks at everything Albumen stands on; exit code 1 when something keeps it from working or is broken. */
export async function doctor(options: DoctorOptions, env: NodeJS.ProcessEnv): Promise<void> {
  if (options.repair && !options.deep) throw new FatalError('--repair puts right what --deep finds: give both.')
  const sample = options.all ? Number.POSITIVE_INFINITY : SAMPLE
  const findings = options.deep
    ? await examineLibrary({ repair: options.repair ?? false, sample }, env)
    : await examine(env)
  if (options.json) printJson(findings)
  else for (const finding of findings) print(finding)
  if (findings.some((finding) => finding.state === 'problem')) process.exitCode = 1
}

async function examine(env: NodeJS.ProcessEnv): Promise<Finding[]> {
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
  return findings
}

function print({ about, state, found, why, advice, ...rest }: Finding & { examples?: string[] }): void {
  console.log(`${MARKS[state]} ${about}: ${found}`)
  for (const line of [why, advice, rest.examples?.join('\n    ')]) if (line) console.log(`    ${line}`)
}
