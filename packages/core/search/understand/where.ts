import { conceptsIn } from '../vocabulary.js'
import type { Finding } from './finding.js'
import { cutsChineseWord, type NameFound, NameIndex } from './names.js'
import type { Reading } from './reading.js'
import type { KnownNames } from './understood.js'

type KnownPlace = KnownNames['places'][number]
interface Named {
  /** as the library has it */
  name: string
  place: KnownPlace
}

/** Other names of places that the library may know by their full one. */
const ALIASES: Record<string, string[]> = {
  'United States': ['usa', 'u.s.', 'u.s.a.', 'america', 'the states'],
  'United Kingdom': ['uk', 'u.k.', 'britain', 'great britain'],
  'New York City': ['nyc', 'new york'],
  Türkiye: ['turkey'],
  Turkey: ['türkiye'],
  Czechia: ['czech republic'],
  'Hong Kong SAR China': ['hong kong'],
  'Macao SAR China': ['macao', 'macau'],
  Beijing: ['peking'],
  'Los Angeles': ['l.a.'],
  Bangkok: ['krung thep'],
}
const SUFFIX = / (?:prefecture|province|county|city|district|oblast|sar china|region|municipality)$/i
const ZH_SUFFIX = /(?:特别行政区|自治区|自治州|地区|[市省县区州府])$/

/** Names of places that are words of their own; vocabulary words are known without this list. */
const ORDINARY =
  /^(?:nice|bath|reading|orange|mobile|jordan|georgia|chad|cork|split|male|hull|sandwich|bar|rugby|ball|deal|battle|hope|independence|victoria|charlotte|florence|savannah|sydney|austin|madison|lincoln|jackson|eden|paradise|normal|best|sale|march|may|rice|buffalo|phoenix|cologne|java|cuba|man|boulder|union|enterprise|liberty|salem|surprise|love|bliss|golden|commerce|industry|blue|mercury|and|of|the|和平|东方|平安|太平|永安|公安|安全|长安|大同|日光|芙蓉|凤凰|石门|中山|金山|南山|西山|白银|海口|花都|新城|城关|大安|吉安|保定)$/

const BEFORE = /(?:^|[^\w])((?:in|at|from|to|near|around|visiting|visit|of) (?:the )?)$/
const ZH_BEFORE = /(?:在|去|到|于|来自|位于|抵达|游览|逛|从|游)$/
const AFTER = /^(?:旅行|旅游|之旅|之行|游玩|玩|游|拍|的)/

/** Places that the library knows, in either language. Scenes (beach, 海边) are none and stay words. */
export function findWhere(reading: Reading, places: KnownPlace[]): Finding[] {
  return indexOf(places)
    .find(reading.folded)
    .filter(({ start, end }) => !reading.cutsWord(start, end) && !cutsChineseWord(reading.folded, start, end))
    .flatMap((found) => finding(found, reading) ?? [])
}

function indexOf(places: KnownPlace[]): NameIndex<Named> {
  const index = new NameIndex<Named>()
  for (const place of places) {
    const names = new Map<string, string>()
    for (const name of [place.en, place.zh]) {
      for (const one of [name, name.replace(SUFFIX, ''), shorter(name), ...(ALIASES[name] ?? [])]) {
        if (!names.has(one)) names.set(one, name)
      }
    }
    for (const [said, name] of names) index.add(said, { name, place })
  }
  return index
}

/** 杭州市 → 杭州; nothing that would leave one character. */
function shorter(name: string): string {
  const short = name.replace(ZH_SUFFIX, '')
  return short.length >= 2 ? short : name
}

function finding(
  { start, end, named }: NameFound<Named>,
  { question, folded, cutsWord }: Reading,
): Finding | undefined {
  const before = folded.slice(Math.max(0, start - 14), start)
  const lead = BEFORE.exec(before)?.[1] ?? ''
  const said = folded.slice(start, end)
  const after = folded.slice(end)
  if (/(?:^|[^a-z])new $/.test(before)) return undefined
  const placed = lead !== '' || ZH_BEFORE.test(before) || (/\p{Script=Han}/u.test(said) && AFTER.test(after))
  if (!placed && isOrdinary(said) && !isCapitalised(question, start, end)) return undefined
  if (lead === '' && isPersonsName(question, start, end)) return undefined
  const suffix = /\p{Script=Han}/u.test(said)
    ? (/^(?:市|省|县)(?![场区中民政集内长级委级])/.exec(after)?.[0].length ?? 0)
    : 0
  if (suffix > 0 && cutsWord(start, end + suffix)) return undefined
  const [first] = named as [Named, ...Named[]]
  return {
    start: /^of /.test(lead) ? start : start - lead.length,
    end: end + suffix,
    kind: 'places',
    asks: { places: [...new Set(named.map((one) => one.name))] },
    label: { en: first.place.en, zh: first.place.zh },
  }
}

function isOrdinary(said: string): boolean {
  if (ORDINARY.test(said)) return true
  const [concept] = conceptsIn(said)
  return concept?.start === 0 && concept.end === said.length
}

/** Turkey, standing for itself: at an end of the question or of a clause, or before a date or a preposition. */
function isCapitalised(question: string, start: number, end: number): boolean {
  if (!/^\p{Lu}/u.test(question.slice(start))) return false
  const alone = /^(?:\W*$|\s*[,;.!?，。]|\s+(?:in|at|on|from|with|and|during|last|this|\d))/i.test(question.slice(end))
  const begins = /(?:^|[,;.!?，。]|\b(?:in|to|of|from|photos|pictures|show me))\s*$/i.test(question.slice(0, start))
  return alone && begins
}

/** Florence Nightingale: the next word is capitalised, and no word that we know. */
function isPersonsName(question: string, start: number, end: number): boolean {
  if (!/^\p{Lu}/u.test(question.slice(start))) return false
  const next = /^ (\p{Lu}[\p{Ll}'’]+)/u.exec(question.slice(end))?.[1]
  if (!next || /^(?:In|At|On|With|And|Or|But|Photos?|Pictures?|Trip|Last|This|Without|No|Not)$/.test(next)) return false
  const calendar =
    /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Fall|Winter|Christmas|Easter|Halloween|New|Thanksgiving)$/
  return !calendar.test(next) && conceptsIn(next).length === 0
}
