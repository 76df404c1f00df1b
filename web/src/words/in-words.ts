import type { Told } from '../api/types'

/** Sentences with their facts where their names stand in braces; by code. */
export type Sentences = Record<Told['code'], string>

/** @returns undefined where one of them is not known, which a newer api may say */
export function inWords(told: readonly Told[], sentences: Partial<Sentences>): string | undefined {
  let text = ''
  for (const { code, values } of told) {
    let complete = true
    const said = sentences[code]?.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name]
      const word = typeof value === 'object' ? inWords(value, sentences) : value
      if (word === undefined) complete = false
      return word ?? ''
    })
    if (said === undefined || !complete) return undefined
    text += text && !/[。！？；]$/.test(text) ? `，${said}` : said
  }
  return text
}
