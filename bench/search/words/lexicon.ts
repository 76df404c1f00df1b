/** What the words of one meaning are; the first of each list is the usual one. */
export interface Entry {
  en: string[]
  zh: string[]
  /** Chinese measure word */
  measure: string
  /** wider meanings that it falls under */
  kinds: string[]
}

/**
 * One meaning a line: `key = english, … = 中文, … = measure = wider meanings`. The last two may be left out.
 * @throws Error naming the line that is not so
 */
export function lexicon(lines: string): Record<string, Entry> {
  const entries: Record<string, Entry> = {}
  for (const line of lines.split('\n').filter((each) => each.trim() !== '')) {
    const [key, en, zh, measure = '', kinds = ''] = line.split('=').map((part) => part.trim())
    if (!key || !en || !zh) throw new Error(`Expected "key = english = 中文", got "${line.trim()}".`)
    if (key in entries) throw new Error(`Expected each meaning once, got ${key} twice.`)
    entries[key] = { en: list(en), zh: list(zh), measure: measure || '个', kinds: kinds.split(' ').filter(Boolean) }
  }
  return entries
}

const list = (text: string) => text.split(',').map((each) => each.trim())

export function entry(words: Record<string, Entry>, key: string): Entry {
  const found = words[key]
  if (!found) throw new Error(`Expected a meaning of the lexicon, got "${key}".`)
  return found
}
