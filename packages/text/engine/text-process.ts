import { fork } from 'node:child_process'
import { programFile } from '#core/program-file'
import type { FromText, LoadOptions, ToText } from './protocol.js'

/** How a text process ended. */
export interface TextExit {
  /** in words, with the last faults that it wrote */
  reason: string
  /** ended from outside, by the kernel for want of memory or by us: no fault of what it was doing */
  killed: boolean
}

export interface TextProcess {
  readonly pid: number | undefined
  send(message: ToText): void
  /** ends it at once; `exited` tells when it is gone */
  kill(): void
  readonly exited: Promise<TextExit>
}

/** Starts the process that computes embeddings and has it load a model. */
export function startTextProcess(options: LoadOptions, onMessage: (message: FromText) => void): TextProcess {
  const child = fork(programFile('packages/text/engine/child.js'), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  })
  let tail = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-8000)
  })
  child.on('message', onMessage)
  const exited = new Promise<TextExit>((resolve) => {
    child.once('error', (error) =>
      resolve({ reason: `the text process could not be started: ${error.message}`, killed: false }),
    )
    child.once('close', (code, signal) => {
      const faults = tail.split('\n').filter((line) => /error|fail|terminate|what\(\)|assert|out of memory/i.test(line))
      const words = faults.slice(-3).join(' | ')
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
      resolve({ reason: `the text process ${how}${words ? ` (${words})` : ''}`, killed: signal === 'SIGKILL' })
    })
  })
  const send = (message: ToText) => {
    if (child.connected) child.send(message, () => {}) // a failure to send is followed by the exit
  }
  send({ type: 'load', options })
  return { pid: child.pid, send, kill: () => child.kill('SIGKILL'), exited }
}
