import pg from 'pg'
import type { Log } from '../log.js'

/**
 * Calls back with what is notified on a channel, over a connection of its own that is opened anew when lost. `onGap`
 * tells, each time it listens (again), that something may have been missed before.
 */
export function listen(
  url: string,
  channel: string,
  log: Log,
  handlers: { onMessage: (payload: string) => void; onGap: () => void },
): { close(): Promise<void> } {
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let closed = false

  const open = async () => {
    const opening = new pg.Client({ connectionString: url, keepAlive: true })
    client = opening
    let lost = false
    const again = () => {
      if (lost || closed) return
      lost = true
      opening.end().catch(() => {})
      retry = setTimeout(() => void open(), 1_000)
    }
    opening.on('error', again)
    opening.on('end', again)
    opening.on('notification', (message) => handlers.onMessage(message.payload ?? ''))
    try {
      await opening.connect()
      await opening.query(`listen ${pg.escapeIdentifier(channel)}`)
      handlers.onGap()
    } catch (error) {
      log.debug({ channel, error: (error as Error).message }, 'cannot listen to the database yet')
      again()
    }
  }
  void open()
  return {
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
