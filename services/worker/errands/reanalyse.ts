import { z } from 'zod'
import { countInAnotherLanguage, readInAnotherLanguage, reanalyse } from '#core/reanalyse'
import type { Doing } from './errand-deps.js'

const options = z.object({ language: z.enum(['en', 'zh']) })

/** Enqueues every photo that is described in another language. What it began before is not asked twice. */
export const reanalyseOthers: Doing = async (errand, { connection: { db }, queues }, { signal, progress }) => {
  const { language } = options.parse(errand.options)
  const total = await countInAnotherLanguage(db, language)
  let done = 0
  for (let after = ''; ; ) {
    signal.throwIfAborted()
    const ids = await readInAnotherLanguage(db, language, after)
    if (ids.length === 0) return { photos: done }
    await reanalyse(db, queues, ids, { request: `language-${errand.id}`, urgency: 'backlog' })
    after = ids.at(-1) ?? after
    done += ids.length
    progress({ done, total })
  }
}
