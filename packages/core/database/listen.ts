import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { messageOf } from '../errors.js'
import type { Log } from '../log.js'

const RETRY_MS = 1_000
const CONNECT_MS = 15_000

/** What is told of one channel. */
export interface Hearing {
  onMessage: (payload: string) => void
  /** each time it listens (again): something may have been missed before */
  onGap: () => void
}

export interface Listener {
  /** Calls back with what is notified on a channel, until closed. */
  listen(channel: string, hearing: Hearing): { close(): Promise<void> }
  close(): Promise<void>
}

interface Subscription extends Hearing {
  channel: string
  /** the connection that listens for it */
  on?: pg.Client
}

/**
 * Listens to all channels that a process wants over one connection, which is opened with the first of them, opened anew
 * when lost, and closed with the last: each connection is a process of PostgreSQL.
 */
export function createListener(url: string, name: string, log: Log): Listener {
  const subscriptions = new Set<Subscription>()
  let client: pg.Client | undefined
  let hearing = false

  const waiting = () => [...subscriptions].filter(({ on }) => on === undefined || on !== client)

  /** Until every channel is listened to, however often the connection is lost meanwhile. */
  async function hear(): Promise<void> {
    if (hearing) return
    hearing = true
    while (waiting().length > 0) {
      await hearAll().catch(async (error) => {
        log.debug({ error: messageOf(error) }, 'cannot listen to the database yet')
        void drop()
        await sleep(RETRY_MS, undefined, { ref: false })
      })
    }
    hearing = false
  }

  async function hearAll(): Promise<void> {
    const current = client ?? (await open())
    for (const each of waiting()) {
      await current.query(`listen ${pg.escapeIdentifier(each.channel)}`)
      each.on = current
      each.onGap()
    }
  }

  async function open(): Promise<pg.Client> {
    const opening = new pg.Client({
      ...{ connectionString: url, application_name: name },
      ...{ keepAlive: true, connectionTimeoutMillis: CONNECT_MS },
    })
    client = opening
    const lost = () => {
      if (client !== opening) return
      client = undefined
      opening.end().catch(() => {})
      setTimeout(() => void hear(), RETRY_MS).unref()
    }
    opening.on('error', lost)
    opening.on('end', lost)
    opening.on('notification', ({ channel, payload }) => {
      for (const each of subscriptions)
        if (each.channel === channel && each.on === opening) each.onMessage(payload ?? '')
    })
    await opening.connect()
    return opening
  }

  async function drop(): Promise<void> {
    const dropped = client
    client = undefined
    await dropped?.end().catch(() => {})
  }

  return {
    listen(channel, { onMessage, onGap }) {
      const subscription: Subscription = { channel, onMessage, onGap }
      subscriptions.add(subscription)
      void hear()
      return {
        async close() {
          subscriptions.delete(subscription)
          if (subscriptions.size === 0) await drop()
        },
      }
    },
    async close() {
      subscriptions.clear()
      await drop()
    },
  }
}
