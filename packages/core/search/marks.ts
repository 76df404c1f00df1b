import type { Place } from '../place.js'
import { quoteLexeme } from './tokens.js'

/**
 * Marks: lexemes of a search document that say what a photo is filtered by, so that one index answers words and filters
 * together. They begin with a colon, which no word does.
 */

/** A lexeme may have 2,046 bytes; names beyond this are cut, in the document and in the question alike. */
const NAME_LENGTH = 100
/** People beyond these are counted as these. */
export const MANY_PEOPLE = 10

/** What a name is compared by: case and width do not matter. */
export function plainName(name: string): string {
  return [...name.normalize('NFKC').toLowerCase().trim()].slice(0, NAME_LENGTH).join('').toWellFormed()
}

export const mark = {
  category: (category: string) => `:cat=${category}`,
  emotion: (emotion: string) => `:emo=${emotion}`,
  people: (count: number) => `:n=${Math.min(count, MANY_PEOPLE)}`,
  camera: (name: string) => `:cam=${plainName(name)}`,
  format: (format: string) => `:fmt=${plainName(format)}`,
  place: (name: string) => `:at=${plainName(name)}`,
  share: (id: number) => `:s=${id}`,
  /** a tag or an object as the analysis has it */
  label: (label: string) => `:l=${plainName(label)}`,
  /** 202405; empty for a photo without a date */
  month: (month: string) => `:m=${month}`,
  year: (year: string) => `:y=${year}`,
  /** 05, of any year */
  monthOfYear: (month: string) => `:mm=${month}`,
  /** one photo in sixteen and one in 256, by the beginning of its id, which is random */
  sample: (digits: string) => `:h=${digits}`,
  concept: (concept: string) => `:c=${concept}`,
  /** a word of a name or of visible text, which stands for itself whatever it means elsewhere */
  word: (word: string) => `:w=${word}`,
  /** a concept that is there as a picture, a statue or a toy only */
  depicted: (concept: string) => `:d=${concept}`,
  /** two concepts side by side: red dress */
  pair: (one: string, other: string) => `:c=${one}+${other}`,
}

export interface Marked {
  id: string
  takenLocal: string | null
  place: Place | null
  camera: { make: string | null; model: string | null }
  format: string | null
  shares: number[]
  analysis?: {
    category: string | null
    emotion: string | null
    people: number | null
    objects: string[] | null
    tags: string[] | null
  }
}

/** All marks of a photo but its concepts, which have a place in the text. */
export function marksOf(photo: Marked): string[] {
  const { place, analysis, takenLocal } = photo
  const names = [place?.country, place?.region, place?.city].flatMap((name) => (name ? [name.en, name.zh] : []))
  return [
    mark.sample(photo.id.slice(0, 1)),
    mark.sample(photo.id.slice(0, 2)),
    mark.month(takenLocal ? monthOf(takenLocal) : ''),
    ...(takenLocal ? [mark.year(takenLocal.slice(0, 4)), mark.monthOfYear(takenLocal.slice(5, 7))] : []),
    ...(place ? [place.countryCode, ...names].map(mark.place) : []),
    ...cameraNames(photo.camera).map(mark.camera),
    ...(photo.format ? [mark.format(photo.format)] : []),
    ...photo.shares.map(mark.share),
    ...(analysis?.category ? [mark.category(analysis.category)] : []),
    ...(analysis?.emotion ? [mark.emotion(analysis.emotion)] : []),
    ...(typeof analysis?.people === 'number' ? [mark.people(analysis.people)] : []),
    ...[...(analysis?.objects ?? []), ...(analysis?.tags ?? [])].map(mark.label),
  ]
}

/** `2024-05-01 12:00:00` → 202405. */
function monthOf(local: string): string {
  return `${local.slice(0, 4)}${local.slice(5, 7)}`
}

/** FUJIFILM and X-T5 → both, and FUJIFILM X-T5; a model that begins with its make says it once. */
function cameraNames({ make, model }: Marked['camera']): string[] {
  const whole = cameraName({ make, model })
  return [...new Set([make, model, whole].flatMap((name) => name?.trim() || []))]
}

export function cameraName({ make, model }: Marked['camera']): string | null {
  const [maker, name] = [make?.trim() ?? '', model?.trim() ?? '']
  if (!name) return maker || null
  return maker && !name.toLowerCase().startsWith(maker.toLowerCase()) ? `${maker} ${name}` : name
}

/** Marks as a part of a tsquery that wants one of them; with `prefix`, also longer ones. */
export function anyMark(marks: string[], { prefix = false } = {}): string {
  return `(${marks.map((each) => quoteLexeme(each) + (prefix ? ':*' : '')).join(' | ')})`
}
