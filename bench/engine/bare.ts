import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LoadOptions } from '#vision/engines/embedded/protocol'
import { type Language, messagesFor } from '#vision/prompt'

export interface BareQuestion {
  jpeg: Buffer
  text: { system: string; user: string }
  grammar: string
  maxTokens: number
}

export interface BareAnswer {
  /** from the question to the end of the answer */
  seconds: number
  /** from the first token to the last */
  writingSeconds: number
  cpuSeconds: number
  /** written */
  tokens: number
  /** of the prompt, the picture and what came from the cache included */
  promptTokens: number
  text: string
}

export type ToBare = { type: 'load'; options: LoadOptions } | { type: 'ask'; question: BareQuestion }
export type FromBare = { type: 'ready' } | { type: 'answer'; answer: BareAnswer } | { type: 'failed'; message: string }

/** The binding in a process of its own, one question at a time. */
export interface Bare {
  ask(question: BareQuestion): Promise<BareAnswer>
  close(): Promise<void>
}

/** Loads a model. @throws Error when it cannot be loaded */
export async function startBare(options: LoadOptions): Promise<Bare> {
  const file = fileURLToPath(new URL('bare-child.js', import.meta.url))
  const child = fork(file, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const gone = new Promise<never>((_, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`the bare binding ended: ${signal ?? code}`)))
  })
  gone.catch(() => {})
  const exchange = (message: ToBare) => {
    const answer = new Promise<FromBare>((resolve) => child.once('message', resolve))
    child.send(message)
    return Promise.race([answer, gone])
  }
  const close = async () => {
    child.kill('SIGKILL')
    await gone.catch(() => {})
  }
  const loaded = await exchange({ type: 'load', options })
  if (loaded.type !== 'ready') {
    await close()
    throw new Error(loaded.type === 'failed' ? loaded.message : 'expected the model to be loaded')
  }
  return {
    ask: async (question) => {
      const message = await exchange({ type: 'ask', question })
      if (message.type === 'answer') return message.answer
      throw new Error(message.type === 'failed' ? message.message : `expected an answer, got ${message.type}`)
    },
    close,
  }
}

/** What the stage asks, without the picture. */
export function usualText(language: Language): BareQuestion['text'] {
  const [system, user] = messagesFor(language, '')
  const [part] = Array.isArray(user?.content) ? user.content : []
  if (typeof system?.content !== 'string' || part?.type !== 'text')
    throw new Error('expected the text before the image')
  return { system: system.content, user: part.text }
}
