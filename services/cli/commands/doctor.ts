import { type Config, loadConfig } from '#core/config'
import { FatalError } from '#core/errors'
import { createLog } from '#core/log'
import { openQueues } from '#core/queues'
import { worst } from '#doctor/examine'
import type { Finding } from '#doctor/finding'
import { toMarkdown } from '#doctor/report/markdown'
import { healthReport, type Report, type Sources } from '#doctor/report/report'
import { hasLibrary } from '../daemon-database.js'
import { withDatabase } from '../open-database.js'
import { printJson } from '../print.js'
import { examineLibrary } from './doctor-deep.js'

const MARKS = { ok: '✓', warning: '!', problem: '✗' } as const
/** Photos whose previews and search documents are opened unless --all is given. */
const SAMPLE = 500

export interface DoctorOptions {
  json?: boolean
  report?: boolean
  shareNames?: boolean
  deep?: boolean
  repair?: boolean
  all?: boolean
}

/** Looks at everything Albumen stands on; exit code 1 when something keeps it from working or is broken. */
export async function doctor(options: DoctorOptions, env: NodeJS.ProcessEnv): Promise<void> {
  if (options.repair && !options.deep) throw new FatalError('--repair puts right what --deep finds: give both.')
  if (options.report && options.deep) throw new FatalError('Give either --report or --deep, not both.')
  const findings = options.deep ? await deep(options, env) : await general(options, env)
  if (worst(findings) === 'problem') process.exitCode = 1
}

async function deep({ all, repair = false, json }: DoctorOptions, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const sample = all ? Number.POSITIVE_INFINITY : SAMPLE
  const findings = await examineLibrary({ repair, sample }, env)
  if (json) printJson(findings)
  else for (const finding of findings) print(finding)
  return findings
}

async function general(options: DoctorOptions, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  // What is shown to its owner alone keeps its names; a report goes to others.
  const shareNames = options.shareNames ?? !options.report
  const report = await gather(env, shareNames)
  if (report instanceof FatalError) {
    const findings: Finding[] = [{ about: 'configuration', state: 'problem', found: report.message }]
    if (options.json) printJson(findings)
    else for (const finding of findings) print(finding)
    return findings
  }
  if (options.json) printJson(options.report ? report : report.findings)
  else if (options.report) process.stdout.write(toMarkdown(report))
  else for (const finding of report.findings) print(finding)
  return report.findings
}

/** @returns the error where even the configuration cannot be read */
async function gather(env: NodeJS.ProcessEnv, shareNames: boolean): Promise<Report | FatalError> {
  let config: Config
  try {
    config = loadConfig(env)
  } catch (error) {
    if (error instanceof FatalError) return error
    throw error
  }
  if (!hasLibrary(config)) return await healthReport({ config, shareNames, db: undefined, queues: undefined })
  const asked = async (sources: Pick<Sources, 'db' | 'queues'>, dataDir = config.dataDir) =>
    await healthReport({ config: configOf(config, dataDir), shareNames, ...sources })
  let answer: Report | undefined
  try {
    await withDatabase(config, async ({ db, url }, dataDir) => {
      const queues = await openQueues(
        { redisUrl: config.redisUrl, databaseUrl: url },
        createLog('doctor', 'silent'),
      ).catch(() => undefined)
      try {
        answer = await asked({ db, queues }, dataDir)
      } finally {
        await queues?.close()
      }
    })
  } catch (error) {
    if (!answer) return await asked({ db: error as Error, queues: undefined })
  }
  return answer as Report
}

/** The demo has a folder and a model of its own. */
function configOf(config: Config, dataDir: string): Config {
  const model = config.model ?? (dataDir === config.dataDir ? undefined : 'nano-vl')
  return { ...config, dataDir, model }
}

function print({ about, state, found, why, advice, ...rest }: Finding & { examples?: string[] }): void {
  console.log(`${MARKS[state]} ${about}: ${found}`)
  for (const line of [why, advice, rest.examples?.join('\n    ')]) if (line) console.log(`    ${line}`)
}
