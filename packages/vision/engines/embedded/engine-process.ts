import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FromEngine, LoadOptions, ToEngine } from './protocol.js'

/** How an engine process ended, in words, with the last lines it wrote. */
export interface EngineExit {
  reason: string
}

export interface EngineProcess {
  readonly pid: number | undefined
  send(message: ToEngine): void
  /** ends it at once, stopped processes too; `exited` tells when it is gone */
  kill(): void
  readonly exited: Promise<EngineExit>
}

/** Starts the engine process and has it load a model; messages come in the order in which it sent them. */
export function startEngineProcess(options: LoadOptions, onMessage: (message: FromEngine) => void): EngineProcess {
  const child = fork(childFile(), { serialization: 'advanced', stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] })
  child.stdout?.resume() // llama.node's own log, with whole prompts in it; unread it would block the child
  const complaints = lastComplaints(child)
  child.on('message', onMessage)
  const exited = new Promise<EngineExit>((resolve) => {
    child.once('error', (error) => resolve({ reason: `the engine process could not be started: ${error.message}` }))
    child.once('close', (code, signal) => {
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
      const words = complaints()
      resolve({ reason: `the engine process ${how}${words ? ` (${words})` : ''}` })
    })
  })
  const send = (message: ToEngine) => {
    if (child.connected) child.send(message, () => {}) // a failure to send is followed by the exit
  }
  send({ type: 'load', options })
  return { pid: child.pid, send, kill: () => child.kill('SIGKILL'), exited }
}

/** Lines of standard error that name a fault; llama.cpp writes much else there. */
function lastComplaints(child: ChildProcess): () => string {
  let tail = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-8000)
  })
  return () =>
    tail
      .split('\n')
      .filter((line) => /error|fail|terminate|what\(\)|assert|out of memory|invalid/i.test(line))
      .slice(-3)
      .join(' | ')
}

/** The built child; under vitest this module is a TypeScript source and the child lies below dist. */
function childFile(): string {
  const here = new URL('.', import.meta.url)
  return fileURLToPath(
    import.meta.url.endsWith('.ts')
      ? new URL('../../../../dist/packages/vision/engines/embedded/child.js', here)
      : new URL('child.js', here),
  )
}
