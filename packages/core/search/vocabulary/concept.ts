/** One thing that people photograph or say of a photo, in the words of both languages. */
export interface Concept {
  /** stable: it is written into the search index */
  id: string
  /** what it is a kind of: a dress is clothing */
  broader: string[]
  /** lower case; a plural is understood of itself */
  en: string[]
  /** simplified characters */
  zh: string[]
}

/**
 * Concepts in the short form of the files of this folder: one a line, `id < broader, broader | english | 中文`. A name is
 * its own first English word; `=` in front of an English word takes it as it is written, without its plural.
 */
export function concepts(lines: string): Concept[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', en = '', zh = ''] = line.split('|')
      const [id = '', broader = ''] = name.split('<')
      return { id: id.trim(), broader: listed(broader), en: listed(en), zh: listed(zh) }
    })
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
}
