import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { FatalError } from '#core/errors'
import { programFile } from '#core/program-file'
import { CONFIGURATION_EXIT } from '#core/service'

const BACKOFF_MS = [0, 500, 1_000, 2_000, 5_000, 10_000, 30_000]
/** A process that ran this long was well; the next failure starts the back-off anew. */
const HEALTHY_MS = 60_000
const STOP_DEADLINE_MS = 25_000

export interface Supervised {
  name: string
  /** The first `ready` message; rejects when the process gives up before it. */
  ready: Promise<Record<string, unknown>>
  pid(): number | undefined
  stop(): Promise<void>
}

/**
 * Runs a built module as a child process and starts it again, with back-off, whenever it ends. The child sees its IPC
 * channel close when this process dies, and ends too. It is detached from the terminal, so that Ctrl-C reaches it only
 * through the ordered shutdown.
 */
export function supervise(service: {
  name: string
  module: string
  env: NodeJS.ProcessEnv
  onLine: (line: string) => void
  onMessage: (message: Record<string, unknown>) => void
  onRestart: (why: string, waitMs: number) => void
  execArgv?: string[]
}): Supervised {
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  let failures = 0
  let announced = false
  let becomeReady: (message: Record<string, unknown>) => void
  let giveUp: (error: Error) => void
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    becomeReady = resolve
    giveUp = reject
  })
  ready.catch(() => {})

  const start = () => {
    const startedAt = Date.now()
    const process_ = fork(programFile(service.module), [], {
      env: service.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
      execArgv: service.execArgv ?? [],
    })
    child = process_
    let lastWords = ''
    eachLine(process_.stdout, service.onLine)
    eachLine(process_.stderr, (line) => {
      // A stack trace ends in noise; the line that names the error is the one worth repeating.
      if (/\b\w*Error\b/.test(line) || !lastWords) lastWords = line.trim()
      service.onLine(line)
    })
    process_.on('message', (message: Record<string, unknown>) => {
      if (message.type === 'fatal') lastWords = String(message.message)
      if (message.type === 'ready') {
        announced = true
        becomeReady(message)
      }
      service.onMessage(message)
    })
    process_.on('error', () => {}) // reported by exit
    process_.once('exit', (code, signal) => {
      if (stopping) return
      if (!announced && code === CONFIGURATION_EXIT) return giveUp(new FatalError(lastWords))
      failures = Date.now() - startedAt > HEALTHY_MS ? 0 : failures
      const wait = BACKOFF_MS[Math.min(failures++, BACKOFF_MS.length - 1)] ?? 0
      service.onRestart(signal ? `killed by ${signal}` : `exit ${code}${lastWords ? `: ${lastWords}` : ''}`, wait)
      timer = setTimeout(start, wait)
    })
  }
  start()

  return {
    name: service.name,
    ready,
    pid: () => child?.pid,
    async stop() {
      stopping = true
      clearTimeout(timer)
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      const hard = setTimeout(() => child?.kill('SIGKILL'), STOP_DEADLINE_MS)
      await gone
      clearTimeout(hard)
    },
  }
}

function eachLine(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  let rest = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = (lines.pop() ?? '').slice(-100_000)
    for (const line of lines) if (line) onLine(line)
  })
}
