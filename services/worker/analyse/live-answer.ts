import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { messageOf } from '#core/errors'
import { announceLive } from '#core/events'
import type { Log } from '#core/log'
import { shown } from '#core/search/shown'

/** How often what is being written is told: enough for an eye, little for a database. */
const EVERY_MS = 500
/** What follows is written on documents and cards, before the model has said whether they are private. */
const PRIVATE_FROM = /"text"\s*:/

/** Whether whoever watches may see the photo: not when it is known to be private or is hidden. */
export async function mayBeWatched(db: Database, photoId: string): Promise<boolean> {
  const { rows } = await db.execute(sql`select 1 from photos p where p.id = ${photoId} and ${shown({})}`)
  return rows.length > 0
}

/**
 * Tells whoever watches which photo is being looked at, and the answer as it grows. It is for the eye only: what is lost
 * on the way is lost.
 */
export function liveAnswer(db: Database, photoId: string, log: Log): (text: string, attempt: number) => void {
  let answer = ''
  let current = 1
  let toldAt = 0
  const tell = () => {
    toldAt = Date.now()
    const shown = answer.split(PRIVATE_FROM)[0] ?? ''
    announceLive(db, { photoId, answer: shown, attempt: current }).catch((error) =>
      log.debug({ error: messageOf(error) }, 'the growing answer was not told'),
    )
  }
  tell() // the model may look for minutes before its first word
  return (text, attempt) => {
    answer = attempt === current ? answer + text : text
    current = attempt
    if (Date.now() - toldAt >= EVERY_MS) tell()
  }
}
