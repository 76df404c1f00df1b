import { Worker } from 'node:worker_threads'
import type { Log } from '../../log.js'
import { programFile } from '../../program-file.js'
import type { Answers, Ask, FromIndex, IndexOptions, ToIndex } from './index-protocol.js'

/** The vectors of all photos, in a thread of their own. */
export interface SemanticIndex {
  ask<A extends Ask>(ask: A): Promise<Answers[A['type']]>
  close(): Promise<void>
}

interface Waiting {
  resolve(answer: never): void
  reject(error: Error): void
}

const RESTART_MS = 5_000
const CLOSE_MS = 3_000

/** A thread that ends by itself (no memory is left) is started again; what it was asked is rejected. */
export function createSemanticIndex(options: IndexOptions, log: Log): SemanticIndex {
  let thread: Worker | undefined
  let restart: NodeJS.Timeout | undefined
  let nextId = 1
  let closed = false
  const waiting = new Map<number, Waiting>()

  function start(): void {
    const starting = new Worker(programFile('packages/core/search/semantic/index-thread.js'), { workerData: options })
    thread = starting
    starting.unref()
    starting.on('message', (message: FromIndex) => {
      if (message.type === 'log') return log[message.level](message.fields, message.message)
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.type === 'answer') asked?.resolve(message.answer as never)
      else asked?.reject(new Error(message.message))
    })
    starting.on('error', (error) => log.warn({ error: error.message }, 'the semantic index failed'))
    starting.on('exit', () => {
      thread = undefined
      for (const each of waiting.values()) each.reject(new Error('the semantic index has ended'))
      waiting.clear()
      if (!closed) restart = setTimeout(start, RESTART_MS).unref()
    })
  }

  function ask<A extends Ask>(question: A): Promise<Answers[A['type']]> {
    return new Promise((resolve, reject) => {
      if (!thread) return reject(new Error('the semantic index is being started again'))
      const message: ToIndex = { id: nextId++, ask: question }
      waiting.set(message.id, { resolve, reject } as Waiting)
      thread.postMessage(message)
    })
  }

  start()
  return {
    ask,
    async close() {
      closed = true
      clearTimeout(restart)
      // Asked first, so that its connections end in order; a scan is not waited for.
      const politely = ask({ type: 'close' }).catch(() => null)
      let timer: NodeJS.Timeout | undefined
      const enough = new Promise((resolve) => {
        timer = setTimeout(resolve, CLOSE_MS)
      })
      await Promise.race([politely, enough])
      clearTimeout(timer)
      await thread?.terminate()
    },
  }
}
