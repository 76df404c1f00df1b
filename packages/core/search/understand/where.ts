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
/** 杭州市, and not 杭州市场 */
const ZH_LEVEL = /^(?:市(?![场区中民政集内长级委])|[省县](?![长级钱城]))/
/** What comes from a place and is found everywhere: 中国菜, 日本人. */
const OF_THERE = /^(?:菜|料理|人|餐|话|语|文|字|风格|画|结|式|籍|队|火锅|拉面|炒饭|烤鸭|小面|米粉|肠粉|火腿|豆腐)/
/** Stations are named after the place and a side of it (北京南, 上海虹桥站), and written on tickets and signs more than visited. */
const STATION = /^[东南西北](?:站|火车站|高铁站)?(?=$|[^\p{Script=Han}]|[的去到开往候出进])/u
const AFTER = /^(?:旅行|旅游|之旅|之行|游玩|玩|游|拍|的)/

/** Places that the library knows, in either language. Scenes (beach, 海边) are none and stay words. */
export function findWhere(reading: Reading, places: KnownPlace[]): Finding[] {
  return indexOf(places)
    .find(reading.folded)
    .flatMap((found) => finding(found, reading) ?? [])
}

/** A library's list of places stays the same for many questions. */
const indexes = new WeakMap<KnownPlace[], NameIndex<Named>>()

function indexOf(places: KnownPlace[]): NameIndex<Named> {
  const known = indexes.get(places)
  if (known) return known
  const index = new NameIndex<Named>()
  indexes.set(places, index)
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

function finding({ start, end, named }: NameFound<Named>, reading: Reading): Finding | undefined {
  const { question, folded, cutsWord } = reading
  const said = folded.slice(start, end)
  const chinese = /\p{Script=Han}/u.test(said)
  const before = folded.slice(Math.max(0, start - 14), start)
  const after = folded.slice(end, end + 8)
  if (/(?:^|[^a-z])new $/.test(before) || (chinese && (OF_THERE.test(after) || STATION.test(after)))) return undefined
  const fits = (to: number) => !cutsWord(start, to) && !cutsChineseWord(folded, start, to)
  const ends = [end + (chinese ? (ZH_LEVEL.exec(after)?.[0].length ?? 0) : (/^'s\b/.exec(after)?.[0].length ?? 0)), end]
  const last = ends.find(fits)
  if (last === undefined) return undefined
  const lead = BEFORE.exec(before)?.[1] ?? ''
  const placed = lead !== '' || (chinese && (ZH_BEFORE.test(before) || AFTER.test(after)))
  if (!placed && isOrdinary(said) && !isCapitalised(question, start, end)) return undefined
  if (lead === '' && isPersonsName(question, start, end)) return undefined
  const [first] = named as [Named, ...Named[]]
  return {
    start: lead.startsWith('of ') ? start : start - lead.length,
    end: last,
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
