import type { Finding } from './finding.js'
import type { Reading } from './reading.js'
import type { PeopleCount } from './understood.js'
import { EN_NUMBER, numberOf, ZH_NUMBER } from './when/numbers.js'
import type { Label } from './when/part.js'

/** How many people a photo shows. */

interface Rule {
  pattern: RegExp
  count(match: RegExpMatchArray): PeopleCount | undefined
}

const N = `(${EN_NUMBER})`
const PEOPLE = '(?:people|persons?|adults and children|faces|humans|of us|of them)'
const ZH_N = `(${ZH_NUMBER})`
/** 双人床 is a bed. */
const ZH_PEOPLE = '个?人(?![床间房座份套沙车游称物民家气工像形行员才群脸生])'
const MANY = 5
const SEVERAL = 3

const exactly = (n: number): PeopleCount | undefined => (n >= 0 && n < 1000 ? { least: n, most: n } : undefined)
const atLeast = (n: number): PeopleCount | undefined => (n >= 0 && n < 1000 ? { least: n, most: null } : undefined)
const between = (a: number, b: number) => (a <= b && b < 1000 ? { least: a, most: b } : undefined)

const rules: Rule[] = [
  {
    pattern:
      /\b(?:no|without(?: any)?|free of|empty of|not any|zero|0) (?:people|persons?|humans?|one in it|faces)\b(?! (?:or|nor|and)\b)|\b(?:nobody|no one|no-one|without anyone|without anybody|unpeopled)\b(?: (?:in (?:it|them|sight)|around|there))?|没有?(?:任何|其他)?人(?![工造物民类像形行员才脸])|没有人物|空无一人|(?<![佛])无人(?![机区驾车售超店问知])|不要(?:有)?人(?![物像工])/g,
    count: () => exactly(0),
  },
  {
    pattern:
      /(?<!\b(?:dog|cat|dogs|cats|home|leave|left|horse|puppy|kitten) )\b(?:all alone|alone|by (?:my|him|her)self|just me|only me|solo)\b(?! (?:in the dark|tree|dog|cat))|(?:我|只有|就)?一个人(?![床间房座份])|只有我(?:一个人)?|独自(?:一人)?|单人(?![床间房座份套沙车])|孤身一人/g,
    count: () => exactly(1),
  },
  {
    pattern: /\b(?:a |an |exactly |only |just )?(?:single|one) person\b|\bonly one person\b/g,
    count: () => exactly(1),
  },
  {
    pattern: /双人(?![床间房座份套沙车])|\bthe two of us\b|我们俩|我俩|他们俩|她们俩|他俩/g,
    count: () => exactly(2),
  },
  // in 夫妻肺片 there is nobody
  {
    pattern:
      /\b(?:an? |the )?couple\b(?! (?:of|with|and)\b)|情侣(?![装表款鞋帽衫])|老?夫妻(?![肺店档])|夫妇|恋人|小两口|两口子/g,
    count: () => exactly(2),
  },
  {
    pattern: new RegExp(
      `\\b(?:at least|no fewer than|minimum of) ${N} ${PEOPLE}\\b|\\b${N}(?:\\+| or more| and more) ${PEOPLE}\\b|\\b${N} ${PEOPLE} (?:or|and) more\\b`,
      'g',
    ),
    count: ([, a, b, c]) => atLeast(numberOf(a ?? b ?? c ?? '')),
  },
  { pattern: new RegExp(`\\bmore than ${N} ${PEOPLE}\\b`, 'g'), count: ([, a = '']) => atLeast(numberOf(a) + 1) },
  {
    pattern: new RegExp(`\\b(?:at most|up to|no more than|maximum of) ${N} ${PEOPLE}\\b`, 'g'),
    count: ([, a = '']) => between(1, numberOf(a)),
  },
  {
    pattern: new RegExp(`\\b(?:fewer|less) than ${N} ${PEOPLE}\\b`, 'g'),
    count: ([, a = '']) => between(1, numberOf(a) - 1),
  },
  {
    pattern: new RegExp(`\\b(?:between )?${N} ?(?:-|–|to|or|and) ?${N} ${PEOPLE}\\b`, 'g'),
    count: ([, a = '', b = '']) => between(numberOf(a), numberOf(b)),
  },
  {
    pattern: new RegExp(`(?<![\\w.])(?:exactly |only |just |the )?(?!(?:an?|one) )${N} ${PEOPLE}\\b`, 'g'),
    count: ([, a = '']) => exactly(numberOf(a)),
  },
  {
    pattern: new RegExp(`\\b(?:family|group|party|team|band) of ${N}\\b(?! \\w)?`, 'g'),
    count: ([, a = '']) => exactly(numberOf(a)),
  },
  { pattern: new RegExp(`(?:一家)${ZH_N}口|${ZH_N}口之家`, 'g'), count: ([, a, b]) => exactly(numberOf(a ?? b ?? '')) },
  {
    pattern: /\b(?:large |big |small )?group (?:photo|picture|shot|selfie|portrait)s?\b/g,
    count: () => atLeast(SEVERAL),
  },
  { pattern: /集体照|大合[影照]|集体合[影照]|多人(?![运床间])/g, count: () => atLeast(SEVERAL) },
  // 和奶奶的合影 shows two
  { pattern: /(?:的)?合[影照]/g, count: () => atLeast(2) },
  {
    pattern: /\b(?:several|a few|some|a group of) people\b|[几好]几?个人(?![物])|一群人/g,
    count: () => atLeast(SEVERAL),
  },
  {
    pattern: /\b(?:many|lots of|a lot of|a crowd of|loads of) people\b|(?:很多|许多|好多)人(?![物工])/g,
    count: () => atLeast(MANY),
  },
  {
    pattern:
      /\bwith (?:people|a person|someone|somebody|anyone|humans)(?: in (?:it|them))?\b|(?<!没|所)有人(?![机工造物民像形行员脸生说的海])|(?<!没|所)有人(?=的(?:照片|海滩|风景))/g,
    count: () => atLeast(1),
  },
  {
    pattern: new RegExp(`(?:至少|不少于)${ZH_N}${ZH_PEOPLE}|${ZH_N}个?人以上|${ZH_N}个?人或(?:更多|以上)`, 'g'),
    count: ([, a, b, c]) => atLeast(numberOf(a ?? b ?? c ?? '')),
  },
  {
    pattern: new RegExp(`(?:超过|多于|不止)${ZH_N}${ZH_PEOPLE}`, 'g'),
    count: ([, a = '']) => atLeast(numberOf(a) + 1),
  },
  {
    pattern: new RegExp(`(?:不超过|最多|至多)${ZH_N}${ZH_PEOPLE}`, 'g'),
    count: ([, a = '']) => between(1, numberOf(a)),
  },
  {
    pattern: new RegExp(`(?<![\\d第])${ZH_N} ?(?:到|至|-|~|–|或者?) ?${ZH_N}${ZH_PEOPLE}`, 'g'),
    count: ([, a = '', b = '']) => between(numberOf(a), numberOf(b)),
  },
  { pattern: /两三个?人(?![床间房座份套沙车])/g, count: () => between(2, 3) },
  { pattern: /三四个?人(?![床间房座份套沙车])/g, count: () => between(3, 4) },
  {
    pattern: new RegExp(`(?<![\\d第十百千万亿一二两三四五六七八九]|每)(?:只有|就)?(?!一)${ZH_N} ?${ZH_PEOPLE}`, 'g'),
    count: ([, a = '']) => exactly(numberOf(a)),
  },
]

export function findWho(reading: Reading): Finding[] {
  const found: Finding[] = []
  for (const { pattern, count } of rules) {
    for (const match of reading.folded.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      const people = reading.cutsWord(start, end) ? undefined : count(match)
      if (people) found.push({ start, end, kind: 'people', asks: { people }, label: peopleLabel(people) })
    }
  }
  return found
}

function peopleLabel({ least, most }: PeopleCount): Label {
  if (most === 0) return { en: 'no people', zh: '没有人' }
  if (most === null)
    return least === 1 ? { en: 'with people', zh: '有人' } : { en: `${least} or more people`, zh: `${least}人以上` }
  if (least === most) return { en: least === 1 ? '1 person' : `${least} people`, zh: `${least}个人` }
  return { en: `${least}–${most} people`, zh: `${least}到${most}人` }
}
