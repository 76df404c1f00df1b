import { type SentenceCode, table } from './table.js'

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
type ValuesOf<Code extends SentenceCode> = Record<NamesIn<(typeof table)[Code]>, string | number>

/**
 * A sentence of the table in English, as it goes through errors, logs, tables and to the command line:
 * `say('folder_missing', { folder })`. Other languages are made of it by {@link recognise}.
 */
export function say<Code extends SentenceCode>(
  code: Code,
  ...[values]: [keyof ValuesOf<Code>] extends [never] ? [] : [ValuesOf<Code>]
): string {
  return table[code].replace(/\{(\w+)\}/g, (_, name: string) => String((values as Record<string, unknown>)[name]))
}
