/** One form for one, another for all other counts, by the rules of a language. */
export function plural(language: string, count: number, one: string, other: string): string {
  return new Intl.PluralRules(language).select(count) === 'one' ? one : other
}
