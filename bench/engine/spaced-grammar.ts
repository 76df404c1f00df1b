/** How a grammar may lay out its JSON. */
export interface Spacing {
  /** before a key, before the value after its colon, before an item of a list, before `}` and before `]` */
  key: string
  value: string
  item: string
  endOfObject: string
  endOfList: string
  /** rules that these need */
  rules: string
}

/** As people write JSON: a line for each key and each item. */
export const PRETTY: Spacing = {
  ...{ key: '"\\n  "', value: '" "', item: '"\\n    "', endOfObject: '"\\n"', endOfList: '"\\n  "', rules: '' },
}

/** As llama.cpp's own conversion of a JSON schema allows it (`space` of common/json-schema-to-grammar.cpp). */
export const FREE: Spacing = {
  ...{ key: 'space', value: 'space', item: 'space', endOfObject: 'space', endOfList: 'space' },
  rules: 'space ::= | " " | "\\n"{1,2} [ \\t]{0,20}\n',
}

/**
 * The compact grammar of packages/vision/grammar.ts with white space in it. It works on the text of that grammar: keys
 * stand in literals such as `"{\"category\":"`, lists in `"[" (item ("," item){0,7})? "]"`.
 */
export function spacedGrammar(compact: string, spacing: Spacing): string {
  const { key, value, item, endOfObject, endOfList, rules } = spacing
  const [root = '', ...others] = compact.split('\n')
  const laidOut = root
    .replace(/"([{,])(\\"\w+\\":)"/g, (_, open: string, name: string) => `"${open}" ${key} "${name}" ${value}`)
    .replace(/"\[" \((.+?) \("," (.+?)\)\{(\d+),(\d+)\}\)\? "\]"/g, (_, first, next, least, most) => {
      return `"[" (${item} ${first} ("," ${item} ${next}){${least},${most}} ${endOfList})? "]"`
    })
    .replace(/"}"$/, `${endOfObject} "}"`)
  if (laidOut === root) throw new Error('expected keys and lists in the grammar, found none')
  return `${laidOut}\n${others.join('\n')}${rules}`
}
