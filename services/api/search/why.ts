import { conceptSpans } from '#core/search/concepts'
import type { Term } from '#core/search/terms'
import { type Token, tokenise } from '#core/search/tokens'
import { categoryWords, emotionWords } from '#core/search/vocabulary'
import type { PhotoSummary } from '../schemas.js'

/** Fields of a photo in the order in which they explain best, each with its text. */
function fields(photo: PhotoSummary): [string, string][] {
  const { analysis, place } = photo
  const names = [place?.city, place?.region, place?.country].flatMap((name) => (name ? [name.en, name.zh] : []))
  return [
    ['objects', analysis?.objects.join(' ') ?? ''],
    ['tags', analysis?.tags.join(' ') ?? ''],
    ['category', analysis ? categoryWords(analysis.category) : ''],
    ['description', analysis?.description ?? ''],
    ['place', names.join(' ')],
    ['emotion', analysis ? emotionWords(analysis.emotion) : ''],
    ['text', analysis?.text ?? ''],
    ['files', photo.files.map((file) => `${file.share} ${file.path}`).join(' ')],
  ]
}

/** Where in a photo the words of a question are found: `{field, terms}`, for people to see why it was found. */
export function why(photo: PhotoSummary, terms: Term[]): { field: string; terms: string[] }[] {
  return fields(photo).flatMap(([field, text]) => {
    const tokens = tokenise(text)
    const meant = new Set(conceptSpans(text).flatMap((span) => span.concepts))
    const found = terms.filter(
      (term) =>
        term.tokens.every((wanted) => tokens.some((token) => says(token, wanted))) ||
        term.concepts.some((concept) => meant.has(concept)),
    )
    return found.length > 0 ? [{ field, terms: found.map((term) => term.text) }] : []
  })
}

function says(token: Token, wanted: Token): boolean {
  if (token.kind !== wanted.kind) return false
  return token.kind === 'run' ? token.text.includes(wanted.text) : alike(token.text, wanted.text)
}

/** Near enough to the stemmer for an explanation: run and running, dresses and dress. */
function alike(word: string, term: string): boolean {
  const stem = (text: string) => text.replace(/(?:ies|es|s|ing|ed|y)$/, '')
  return word.startsWith(term) || (stem(term).length >= 3 && word.startsWith(stem(term)))
}
