import type { JsonSchema } from './json-schema.js'
import { analysisJsonSchema } from './schema.js'

/**
 * Compiles a bounded JSON schema to a GBNF grammar that admits only its compact form: keys in the order of the schema,
 * no optional whitespace (a model that may pad, pads), enum values as literals, and a bound on every string and list.
 *
 * @throws Error when the schema has an optional key, a missing bound or a range that the compiler does not know
 */
export function toGrammar(schema: JsonSchema): string {
  const rules = [`root ::= ${expression(schema, '$')}`]
  // JSON strings: no control characters (C0, DEL, C1), no lone surrogates (hence no \u), any other character as itself.
  rules.push('char ::= [^"\\\\\\x00-\\x1F\\x7F-\\x9F] | "\\\\" ["\\\\/n]')
  return `${rules.join('\n')}\n`
}

function expression(schema: JsonSchema, path: string): string {
  switch (schema.type) {
    case 'object': {
      const keys = Object.keys(schema.properties)
      const optional = keys.find((key) => !schema.required.includes(key))
      if (optional) throw new Error(`${path}.${optional} is optional; the grammar knows only required keys`)
      const members = Object.entries(schema.properties).map(
        ([key, value], i) =>
          `${literal(`${i ? ',' : '{'}${JSON.stringify(key)}:`)} ${expression(value, `${path}.${key}`)}`,
      )
      return `${members.join(' ')} "}"`
    }
    case 'array': {
      if (!Number.isInteger(schema.maxItems)) throw new Error(`${path} has no maxItems`)
      if (schema.minItems) throw new Error(`${path} has minItems; the grammar knows only lists that may be empty`)
      const item = expression(schema.items, `${path}[]`)
      return `"[" (${item} ("," ${item}){0,${schema.maxItems - 1}})? "]"`
    }
    case 'string':
      if (schema.enum) return `(${schema.enum.map((value) => literal(JSON.stringify(value))).join(' | ')})`
      if (!Number.isInteger(schema.maxLength)) throw new Error(`${path} has no maxLength`)
      return `"\\"" char{${schema.minLength ?? 0},${schema.maxLength}} "\\""`
    case 'integer':
      return integer(schema.minimum, schema.maximum, path)
  }
}

/** Zero up to a number of nines; nothing else is needed, and nothing else is guessed. */
function integer(minimum: number, maximum: number, path: string): string {
  const digits = String(maximum).length
  if (minimum !== 0 || !/^9+$/.test(String(maximum))) {
    throw new Error(`${path} is ${minimum}..${maximum}; the grammar knows only 0 to 9, 99, 999 …`)
  }
  return digits === 1 ? '[0-9]' : `("0" | [1-9] [0-9]{0,${digits - 1}})`
}

function literal(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** The grammar of an analysis. */
export const ANALYSIS_GRAMMAR = toGrammar(analysisJsonSchema)
