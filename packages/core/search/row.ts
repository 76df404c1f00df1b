import type { Queryable } from '../database/connect.js'
import { readablePath } from '../file-path.js'
import type { Place } from '../place.js'
import { type ConceptSpan, conceptPairs, conceptSpans, depicted, withBroader } from './concepts.js'
import { type Section, tokeniseSections, tsvectorText, wordsOf } from './document.js'
import { cameraName, type Marked, mark, marksOf } from './marks.js'
import { stems } from './stem.js'
import { categoryWords, emotionWords } from './vocabulary.js'

/** What is known of a photo, as far as search reads it. */
export interface SearchedPhoto extends Marked {
  lens: string | null
  /** present files, relative to their shares */
  paths: string[]
  analysis?: Marked['analysis'] & { description: string | null; text: string | null }
}

const NAMES = { names: true, literal: true } as const

/** What search keeps of a photo that its row in `photos` does not say as it is. */
export async function searchRow(db: Queryable, photo: SearchedPhoto) {
  const { analysis, camera, paths, lens, place } = photo
  const sections = tokeniseSections([
    ...(analysis ? analysisSections(analysis) : []),
    { weight: 'B', text: placeNames(place).join('\n'), ...NAMES },
    { weight: 'D', text: paths.map(readablePath).join('\n'), ...NAMES },
    { weight: 'D', text: [camera.make, camera.model, lens].filter(Boolean).join('\n'), ...NAMES },
  ])
  return {
    /** a tsvector in its text form */
    document: tsvectorText(sections, await stems(db, wordsOf(sections)), marksOf(photo)),
    category: analysis?.category ?? null,
    emotion: analysis?.emotion ?? null,
    people: analysis?.people ?? null,
    camera: cameraName(camera),
    format: photo.format,
    shares: photo.shares,
  }
}

function analysisSections(analysis: NonNullable<SearchedPhoto['analysis']>): Section[] {
  return [
    meaning('A', (analysis.objects ?? []).join('\n')),
    meaning('A', (analysis.tags ?? []).join('\n')),
    // The words for a category stand for much that not each of its photos shows; its name does not.
    { ...meaning('A', analysis.category ?? ''), text: categoryWords(analysis.category ?? '') },
    { ...meaning('B', analysis.emotion ?? ''), text: emotionWords(analysis.emotion ?? '') },
    meaning('B', analysis.description ?? ''),
    { weight: 'C', text: analysis.text ?? '', literal: true },
  ]
}

/** Each meaning with all that it is a kind of, so that a question asks for one: a parrot is a bird and an animal. */
function meaning(weight: Section['weight'], text: string): Section {
  const spans = conceptSpans(text)
  const wide = (span: ConceptSpan) => [...new Set(span.concepts.flatMap(withBroader))]
  const pairs = conceptPairs(text, spans).flatMap(([one, other]) =>
    wide(one).flatMap((first) => wide(other).map((second) => mark.pair(first, second))),
  )
  const concepts = [
    ...spans.flatMap((span) => wide(span).map(mark.concept)),
    ...depicted(text, spans).flatMap((span) => wide(span).map(mark.depicted)),
  ]
  return { weight, text, concepts: [...new Set(concepts)], pairs: [...new Set(pairs)] }
}

function placeNames(place: Place | null): string[] {
  const names = [place?.country, place?.region, place?.city].flatMap((name) => (name ? [name.en, name.zh] : []))
  return [...new Set(names)]
}
