import { conceptsIn, narrower } from '../vocabulary.js'
import type { Reading } from './reading.js'
import type { Span } from './remaining.js'

/**
 * Words within a question that say nothing of a photo beside what follows them: in "someone wearing sunglasses" only the
 * sunglasses, in "playing chess" the chess. A caption says the same without them.
 */

const kindsOf = (...ids: string[]): ReadonlySet<string> => new Set(ids.flatMap((id) => [id, ...narrower(id)]))

const WORN = kindsOf('clothing', 'eyeglasses', 'mask', 'jewellery', 'helmet', 'crown', 'watch-wrist', 'backpack')
const PLAYED = kindsOf('sport', 'instrument', 'chess', 'mahjong', 'playing-cards', 'game-console', 'ball', 'toy')
const MADE = kindsOf('food')

interface Aside {
  pattern: RegExp
  /** the concepts of which one has to follow; any words where it is absent */
  before?: ReadonlySet<string>
}

const asides: Aside[] = [
  {
    pattern:
      /\b(?:(?:who|that) (?:is|are) |who's )?(?:wearing|wears|wear|dressed in)(?: an?| the| his| her| their| my)? /g,
    before: WORN,
  },
  { pattern: /(?:身|头)?[穿戴](?:着|了|上)?(?:一[件条顶副身双]|[件条顶副身双])?|佩戴(?:着|了)?/g, before: WORN },
  { pattern: /\b(?:playing|plays|play)(?: an?| the| his| her| their| with an?| with)? /g, before: PLAYED },
  { pattern: /\b(?:making|makes)(?: an?| the| some)? /g, before: MADE },
  { pattern: /(?:打|踢|弹|拉|吹|玩)(?:着|了)?/g, before: PLAYED },
  { pattern: /\b(?:someone|somebody|anyone|anybody)(?: who is| who's| that is| who)? (?=\S)|某个?人/g },
  { pattern: /(?:用|使用)?(?:我的|我)?(?:照?相机|手机|单反|微单)拍摄?的?(?=[\p{L}\p{N}])|拍摄?的(?=[\p{L}\p{N}])/gu },
  {
    pattern: /\b(?:taken|shot|made) (?:with|on|by|using)(?: my| an?| the| our)? (?:phone|mobile|camera|smartphone)\b/g,
  },
]

/** Where such words stand. */
export function asidesIn({ folded, cutsWord }: Reading): Span[] {
  return asides.flatMap(({ pattern, before }) =>
    [...folded.matchAll(pattern)].flatMap((match) => {
      const start = match.index
      const end = start + match[0].length
      const said = start + match[0].trimEnd().length
      return !cutsWord(start, said) && (!before || follows(folded.slice(end, end + AHEAD), before))
        ? [{ start, end }]
        : []
    }),
  )
}

const AHEAD = 40
/** What may stand between a verb and its thing: colours and other adjectives, 的. */
const BETWEEN = /^(?:[a-z-]+ ){0,2}$|^(?:[^，。的]{0,4}的?)$/

function follows(text: string, wanted: ReadonlySet<string>): boolean {
  const thing = conceptsIn(text).find(({ concept }) => wanted.has(concept))
  return (
    thing !== undefined &&
    BETWEEN.test(text.slice(0, thing.start)) &&
    !/\b(?:in|at|on|with|and|of)\b/.test(text.slice(0, thing.start))
  )
}
