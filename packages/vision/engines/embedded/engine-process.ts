import { fork } from 'node:child_process'
import type { Readable } from 'node:stream'
import { programFile } from '#core/program-file'
import { say } from '#core/sentences/say'
import { listenForComplaints } from './complaints.js'
import { countOomKills } from './oom-kills.js'
import type { FromEngine, LoadOptions, ToEngine } from './protocol.js'

/** How an engine process ended. */
export interface EngineExit {
  /** such as `the engine process was ended by SIGSEGV` */
  how: string
  /** the last faults it wrote; empty where it wrote none */
  faults: string
  /** what says that memory had run out, where something does */
  outOfMemory: string | undefined
  /** it had answered at least once */
  proven: boolean
  /** somebody else ended it by SIGKILL, which tells nothing about the model */
  shot: boolean
}

export interface EngineProcess {
  readonly pid: number | undefined
  /** milliseconds */
  readonly startedAt: number
  send(message: ToEngine): void
  /**
   * It has answered, so that what it wrote until now has come to nothing. Being loaded is no proof: llama.cpp loads a
   * projector for whose work there is no memory (it logs a failed allocation), and crashes at the first photo.
   */
  works(): void
  /** it has said since that memory has run out, though it lives */
  outOfMemory(): string | undefined
  /** ends it at once, stopped processes too; `exited` tells when it is gone */
  kill(): void
  readonly exited: Promise<EngineExit>
}

const CHILD = 'packages/vision/engines/embedded/child.js'

/** Starts the engine process and has it load a model; messages come in the order in which it sent them. */
export function startEngineProcess(options: LoadOptions, onMessage: (message: FromEngine) => void): EngineProcess {
  const child = fork(programFile(CHILD), {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  })
  child.stdout?.resume() // llama.node's own log, with whole prompts in it; unread it would block the child
  const complaints = listenForComplaints(child.stderr as Readable)
  let oomKills = countOomKills()
  let killed = false
  let proven = false
  child.on('message', onMessage)
  const exited = new Promise<EngineExit>((resolve) => {
    child.once('error', (error) => {
      const how = say('process_not_started', { error: error.message })
      resolve({ how, faults: '', outOfMemory: undefined, proven, shot: false })
    })
    child.once('close', async (code, signal) => {
      const how = signal ? say('process_signal', { signal }) : say('process_code', { code: String(code) })
      const shot = signal === 'SIGKILL' && !killed
      const byKernel = shot && (await countOomKills()) > (await oomKills)
      const outOfMemory = complaints.outOfMemory() ?? (byKernel ? say('process_oom') : undefined)
      resolve({ how, faults: complaints.words(), outOfMemory, proven, shot })
    })
  })
  const send = (message: ToEngine) => {
    if (child.connected) child.send(message, () => {}) // a failure to send is followed by the exit
  }
  send({ type: 'load', options })
  return {
    pid: child.pid,
    startedAt: Date.now(),
    send,
    works: () => {
      proven = true
      complaints.forget()
      oomKills = countOomKills()
    },
    outOfMemory: complaints.outOfMemory,
    kill: () => {
      killed = true
      child.kill('SIGKILL')
    },
    exited,
  }
}
