import { fold } from '../vocabulary/fold.js'

/** A name of the library where a question says it. */
export interface NameFound<T> {
  start: number
  end: number
  /** everything that has this name */
  named: T[]
}

const HAN = /\p{Script=Han}/u
const WORD = /[\p{L}\p{N}\p{M}]/u

/** Names by their first character, to find those that a text says: at word boundaries, the longest at each place. */
export class NameIndex<T> {
  readonly #byFirst = new Map<string, Map<string, T[]>>()

  /** Names of one character are not taken: they would be found everywhere. */
  add(name: string, named: T) {
    const key = fold(name).trim()
    if ([...key].length < 2) return
    const first = key[0] as string
    const names = this.#byFirst.get(first) ?? new Map<string, T[]>()
    names.set(key, [...(names.get(key) ?? []), named])
    this.#byFirst.set(first, names)
  }

  find(folded: string): NameFound<T>[] {
    const found: NameFound<T>[] = []
    for (let start = 0; start < folded.length; start++) {
      const names = this.#byFirst.get(folded[start] as string)
      if (!names || !bounded(folded, start)) continue
      let best: NameFound<T> | undefined
      for (const [name, named] of names) {
        const end = start + name.length
        if (best && end <= best.end) continue
        if (folded.startsWith(name, start) && bounded(folded, end)) best = { start, end, named }
      }
      if (!best) continue
      found.push(best)
      start = best.end - 1
    }
    return found
  }
}

/** Between two Latin letters or digits no name begins or ends; between Chinese characters it may. */
function bounded(text: string, at: number): boolean {
  const [before, after] = [text[at - 1] ?? '', text[at] ?? '']
  if (!WORD.test(before) && before !== '_') return true
  if (!WORD.test(after) && after !== '_') return true
  return HAN.test(before) || HAN.test(after)
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** How far to both sides a Chinese name's neighbours are looked at. */
const AROUND = 12

/** Whether a word of the dictionary reaches over an edge of these positions: 大理 in 大理石. */
export function cutsChineseWord(folded: string, start: number, end: number): boolean {
  if (!HAN.test(folded[start] ?? '') || !HAN.test(folded[end - 1] ?? '')) return false
  const from = Math.max(0, start - AROUND)
  for (const { index, segment } of segmenter.segment(folded.slice(from, end + AROUND))) {
    const [a, b] = [from + index, from + index + segment.length]
    if ((a < start && b > start) || (a < end && b > end)) return true
  }
  return false
}
