import { setImmediate as breathe } from 'node:timers/promises'
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Database } from './database/connect.js'
import { files } from './database/schema.js'
import { ownersRules } from './owners-rules.js'

const PAGE = 5_000
const EXAMPLES = 8

export interface RulesEffect {
  /** files of the share in the library now */
  present: number
  /** of which these rules leave out so many */
  leaving: number
  /** files that the rules before left out, and these do not */
  returning: number
  /** some of those that leave */
  examples: string[]
}

/**
 * What rules would do to the files that are known of a share, without doing it. Files that have never been seen are not
 * counted.
 */
export async function effectOfRules(
  db: Database,
  share: { id: number; ignore: string[] },
  rules: readonly string[],
): Promise<RulesEffect> {
  const [before, after] = [testOf(share.ignore), testOf(rules)]
  const effect: RulesEffect = { present: 0, leaving: 0, returning: 0, examples: [] }
  for (let last = 0; ; ) {
    const page = await db
      .select({ id: files.id, path: files.path, state: files.state })
      .from(files)
      .where(and(eq(files.shareId, share.id), gt(files.id, last)))
      .orderBy(asc(files.id))
      .limit(PAGE)
    if (page.length === 0) return effect
    for (const { path, state } of page) {
      const leaves = after(path)
      if (state === 'missing') effect.returning += Number(!leaves && before(path))
      else {
        effect.present++
        if (!leaves) continue
        effect.leaving++
        if (effect.examples.length < EXAMPLES) effect.examples.push(path)
      }
    }
    last = page.at(-1)?.id ?? last
    await breathe() // others want answers meanwhile
  }
}

/** Rules ask about the folders above a file by themselves. */
function testOf(rules: readonly string[]): (path: string) => boolean {
  const ignored = ownersRules(rules)
  return (path) => ignored?.(path, 'file') ?? false
}
