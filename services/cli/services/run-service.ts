import { spawn } from 'node:child_process'
import { loadConfig } from '#core/config'
import { FatalError } from '#core/errors'
import { programFile } from '#core/program-file'
import { nodeOptions } from '../up/profile.js'
import { SERVICES } from './services.js'

/** Replaces this process by another program; Node 22.15 and newer can. */
type Execve = (file: string, args: string[], env: NodeJS.ProcessEnv) => never

/**
 * Becomes one service, with the settings of Node that `up` gives it, for whatever starts and watches processes itself:
 * systemd, a container engine. Where Node cannot replace a process, this one waits for the service, hands signals on and
 * ends as it ended.
 */
export async function runOneService(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  const service = SERVICES.find((each) => each.name === name)
  if (!service) {
    const names = SERVICES.map((each) => each.name).join(', ')
    throw new FatalError(`There is no service "${name}"; expected one of ${names}.`)
  }
  const small = nodeOptions(name, loadConfig(env).profile)
  const args = [...(service.execArgv ?? []), ...small.execArgv, programFile(service.module)]
  const environment = { ...env, ...service.env, ...small.env }
  const { execve } = process as { execve?: Execve }
  if (execve) execve(process.execPath, [process.execPath, ...args], environment)
  await runAsChild(args, environment)
}

async function runAsChild(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, args, { env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
