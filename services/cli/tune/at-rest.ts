import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '#core/errors'
import type { Client } from '../client.js'
import type { Status } from '../up/progress.js'

/** How long the daemon may take to finish what it has begun and to give its memory back. */
const PATIENCE_MS = 60_000
const LOOK_EVERY_MS = 500

export interface AtRest {
  signal: AbortSignal
  say: (sentence: string) => void
  patienceMs?: number | undefined
}

/**
 * Does something while the running daemon analyses nothing: pauses its analysis unless the owner has, waits until no
 * photo is in its engine and the model's memory is free, and resumes in any case.
 */
export async function whileAtRest<T>(
  client: Client,
  { signal, say, patienceMs = PATIENCE_MS }: AtRest,
  work: () => Promise<T>,
): Promise<T> {
  const before = await client.get<Status>('/status')
  const paused = before.queues.analyse.paused
  say(paused ? 'Analysis is paused already, and stays so.' : 'Analysis of the running daemon is paused meanwhile.')
  try {
    if (!paused) await client.send('POST', '/queues/analyse/pause')
    if (!(await comesToRest(client, signal, patienceMs)))
      say('The running daemon still holds its engine; the figures may be lower than they could be.')
    return await work()
  } finally {
    if (!paused) await resume(client)
  }
}

async function comesToRest(client: Client, signal: AbortSignal, patienceMs: number): Promise<boolean> {
  const until = Date.now() + patienceMs
  for (;;) {
    const { engine, queues } = await client.get<Status>('/status')
    const holdsMemory = engine.kind === 'embedded' && ['loading', 'ready', 'restarting'].includes(engine.state)
    if (queues.analyse.active === 0 && !holdsMemory) return true
    if (Date.now() > until) return false
    await sleep(LOOK_EVERY_MS, undefined, { signal })
  }
}

/** Not being able to is no reason to lose what was measured. */
async function resume(client: Client): Promise<void> {
  try {
    await client.send('POST', '/queues/analyse/resume')
  } catch (error) {
    process.stderr.write(`Analysis could not be resumed (${messageOf(error)}). Run: albumen resume\n`)
  }
}
