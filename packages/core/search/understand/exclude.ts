import { conceptsIn, narrower, wordsOfConcept } from '../vocabulary.js'
import type { Finding } from './finding.js'
import type { Reading } from './reading.js'
import type { Label } from './when/part.js'

/** A stretch of the question that says what must not be. */
export interface Exclusion {
  start: number
  end: number
  /** phrases as the question has them */
  words: string[]
  findings: Finding[]
  label: Label
}

const NEGATOR =
  /\b(?:but (?:not|no)|and (?:not|no)|without|w\/o|except(?: for)?|excluding|exclude|other than|anything but|not|no|minus)(?: any| a| an| the)? (?:(?:taken |shot |made )?(?:in|from|at|on|of|during|with) )?(?:wearing )?(?:any |a |an |the )?(?=[\p{L}\p{N}"])|(?<![\w\p{L}])-(?=[\p{L}\p{N}"])|(?<!有)没有?(?:任何|穿|戴|拿|拍|带)?|(?:而|也|但)?(?:不要|不含|不包括|不包含|不是|不带|不穿|不戴|不在)(?:有|任何|在|那些)?|排除(?:掉)?|去掉|除(?:了|去)(?=.)|除(?=[^夕草尘雪了去夜湿])|(?<![是北东西南])非(?=[^洲常遗凡典])|(?<![空])无(?=[^锡人线敌聊限论数法花力奈效])/gu
/** What lists a second thing that must not be either. */
const OR = /^(?:,? (?:or|nor) (?:any |the |no )?|、|或者?|和|以及|也不要|也没有)/
const AND = /^,? and (?:any |the )?/
/** "Without dogs and cats" excludes both; "no dogs and cats" leaves it open, and we take it so as well. */
const CLOSES = /^(?:以外|之外|外|的)*的?(?:都|所有)?/

/** Words behind which a phrase ends: what follows is asked for again. */
const STOPS =
  /^(?:in|on|at|by|from|with|and|or|but|near|of|for|to|the|a|an|is|are|please|during|since|before|after|only|photos?|pictures?|images?)$/
const ATTRIBUTES = new Set([...narrower('colour'), 'big', 'small', 'old', 'young', 'bright', 'dark', 'wood'])

/**
 * What must not be: after "no", 没有 and the like a condition that was found, or else the next word, with its colour where
 * one stands before it.
 */
export function findExclusions(reading: Reading, found: Finding[]): Exclusion[] {
  const exclusions: Exclusion[] = []
  for (const match of reading.folded.matchAll(NEGATOR)) {
    const start = match.index
    const behind = start + match[0].length
    const last = exclusions.at(-1)
    if (last && start < last.end) continue
    if (found.some((one) => saysItself(one, start, behind)) || reading.cutsWord(start, start + 1)) continue
    const targets = targetsFrom(behind, match[0], reading, found)
    if (targets.length === 0) continue
    const end = closing(targets.at(-1)?.end ?? behind, match[0], reading.folded)
    const words = targets.flatMap((one) => one.word ?? [])
    const findings = targets.flatMap((one) => one.finding ?? [])
    exclusions.push({ start, end, words, findings, label: labelOf(words, findings) })
  }
  return exclusions
}

/** "No people" is a condition as it stands. */
function saysItself(one: Finding, start: number, behind: number): boolean {
  if (one.start <= start && one.end > start) return true
  return one.asks.people?.most === 0 && one.start < behind && one.end > start
}

interface Target {
  end: number
  word?: string
  finding?: Finding
}

function targetsFrom(behind: number, negator: string, reading: Reading, found: Finding[]): Target[] {
  const targets: Target[] = []
  let at = behind
  for (let count = 0; count < 5; count++) {
    const target = targetAt(at, reading, found)
    if (!target) break
    targets.push(target)
    const rest = reading.folded.slice(target.end, target.end + 16)
    const joint = OR.exec(rest) ?? (/^(?:no|without|w\/o|except|excl)/.test(negator) ? AND.exec(rest) : null)
    if (!joint) break
    at = target.end + joint[0].length
  }
  return targets
}

function targetAt(at: number, reading: Reading, found: Finding[]): Target | undefined {
  const finding =
    found.find(
      (one) =>
        one.start <= at &&
        one.end > at &&
        /^[^\p{L}\p{N}]*(?:(?:in|on|at|from|during|near|around|to) (?:the )?)?$/u.test(
          reading.folded.slice(one.start, at),
        ),
    ) ?? found.find((one) => one.start === at)
  if (finding) return { end: finding.end, finding }
  const limit = found.find((one) => one.start > at)?.start ?? reading.folded.length
  const end = phraseEnd(reading.folded.slice(at, Math.min(limit, at + 60)))
  if (end === 0) return undefined
  if (/^(?:people|persons?|humans?|anyone|人|人物)$/.test(reading.folded.slice(at, at + end))) {
    return { end: at + end, finding: somebody(at, at + end) }
  }
  return { end: at + end, word: reading.question.slice(at, at + end).replace(/^["“”]|["“”]$/g, '') }
}

/** Who is in "without dogs or people". */
function somebody(start: number, end: number): Finding {
  const label = { en: 'people', zh: '人' }
  return { start, end, kind: 'people', asks: { people: { least: 1, most: null } }, label }
}

/** The length of the word or the known phrase that a text begins with, with the colours in front of it. */
function phraseEnd(text: string): number {
  const quoted = /^"[^"]+"/.exec(text)?.[0].length
  if (quoted) return quoted
  const concepts = conceptsIn(text)
  let end = 0
  for (;;) {
    const next = concepts.find((one) => one.start === end)
    if (!next) break
    end = next.end
    const gap = /^(?: |的)/.exec(text.slice(end))?.[0].length ?? 0
    const follows = concepts.some((one) => one.start === end + gap)
    if (!ATTRIBUTES.has(next.concept) || !follows) break
    end += gap
  }
  if (end > 0) return end
  const [first] = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)
  if (!first?.isWordLike) return 0
  const word = /^[\p{L}\p{N}\p{M}'_-]+/u.exec(text)?.[0] ?? ''
  const whole = /\p{Script=Han}/u.test(word) ? first.segment : word
  return STOPS.test(whole) ? 0 : whole.length
}

/** 除了京都以外的 */
function closing(end: number, negator: string, folded: string): number {
  if (!negator.startsWith('除')) return end
  return end + (CLOSES.exec(folded.slice(end, end + 6))?.[0].length ?? 0)
}

function labelOf(words: string[], findings: Finding[]): Label {
  const en = [...words.map((word) => translated(word, 'en')), ...findings.map((one) => one.label.en)].join(', ')
  const zh = [...words.map((word) => translated(word, 'zh')), ...findings.map((one) => one.label.zh)].join('、')
  return { en: `not ${en}`, zh: `不要${zh}` }
}

/** A phrase in another language, where the vocabulary has all of it. */
function translated(phrase: string, language: 'en' | 'zh'): string {
  if (/\p{Script=Han}/u.test(phrase) === (language === 'zh')) return phrase
  const concepts = conceptsIn(phrase).filter((one, i, all) => one.start !== all[i - 1]?.start)
  const known = concepts.reduce((length, one) => length + one.end - one.start, 0)
  if (known < phrase.replaceAll(/[ 的]/g, '').length) return phrase
  const words = concepts.map((one) => wordsOfConcept(one.concept)[language][0] ?? '')
  return words.join(language === 'en' ? ' ' : '')
}
