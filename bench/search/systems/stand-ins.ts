import { createHash } from 'node:crypto'
import type { MeaningOfQuestion, SemanticSearch } from '#core/search/semantic/semantic'
import { usualOf } from '#core/search/semantic/usual'
import { fromBytes, toBytes, toUnit } from '#core/search/semantic/vector'
import type { JudgedPhoto } from '../corpus/scene.js'
import type { Question } from '../truth/question.js'

const DIMENSIONS = 256

/**
 * Made-up meanings in place of an embedding model, good ones and bad ones, to see what joining them with words does:
 * - truth: photos lie where their scenes do, and a question, give or take, in the midst of the photos that answer it
 * - language: photos of one language lie together, as with small models, and a question beside those of its own
 * - chance: everything lies anywhere
 */
export const STAND_INS = ['truth', 'language', 'chance'] as const
export type StandIn = (typeof STAND_INS)[number]

/** @param question what is asked when the search asks for a text's meaning */
export function standInMeanings(kind: StandIn, library: JudgedPhoto[], question: () => Question): SemanticSearch {
  const photos = library.map((photo) => ({
    photo,
    vector: fromBytes(toBytes(toUnit(placeOf(kind, photo), DIMENSIONS))),
  }))
  const middle = scaled(sum(photos.map((each) => each.vector)), 1 / photos.length)
  const meaningOf = (asked: Question): MeaningOfQuestion => {
    const own = direction(`question ${asked.text}`)
    const towards = {
      truth: () =>
        aimedAt(
          photos.filter((each) => asked.grade(each.photo) === 2).map((each) => each.vector),
          middle,
          own,
        ),
      language: () => sum([direction(asked.language), scaled(own, 0.5)]),
      chance: () => own,
    }
    return nearestTo(toUnit(towards[kind](), DIMENSIONS), photos)
  }
  return { meaningOf: async () => meaningOf(question()), meaningOfPhoto: async () => undefined }
}

type Placed = { photo: JudgedPhoto; vector: Float32Array }

function nearestTo(meant: Float32Array, photos: Placed[]): MeaningOfQuestion {
  const all = photos
    .map(({ photo, vector }) => ({ photoId: photo.id, similarity: product(meant, vector) }))
    .sort((a, b) => b.similarity - a.similarity)
  const similarities = all.map((each) => each.similarity)
  return {
    usual: async () => usualOf(similarities, 1, all.length),
    async nearest({ limit, only, keep }) {
      const named = only && new Set(only)
      const compared = named ? all.filter((each) => named.has(each.photoId)) : all
      const kept = await keep?.(compared.map((each) => each.photoId))
      return compared.filter((each) => !kept || kept.has(each.photoId)).slice(0, limit)
    },
  }
}

function placeOf(kind: StandIn, { id, scene, language, city }: JudgedPhoto): Float32Array {
  const own = direction(`photo ${id}`)
  if (kind === 'chance') return own
  if (kind === 'language') return sum([direction(language), scaled(own, 0.5)])
  const { people, things, setting, sky, event, paper, emotion } = scene
  const seen = [
    ...people.flatMap(({ who, doing, wears }) => [
      who,
      doing,
      ...wears.flatMap(({ what, colour }) => [what, colour && `${colour} ${what}`]),
    ]),
    ...things.flatMap(({ what, colour, doing, as }) => [
      as ? `${as} ${what}` : what,
      colour && `${colour} ${what}`,
      doing,
    ]),
    ...[setting, sky, event, paper, emotion, city],
  ]
  return sum([...new Set(seen)].flatMap((one) => (one ? [direction(one)] : [])).concat(scaled(own, 1)))
}

/** From the middle of the library towards the midst of some photos, not quite. */
function aimedAt(some: Float32Array[], library: Float32Array, own: Float32Array): Float32Array {
  const towards = toUnit(
    sum(some).map((value, i) => value / some.length - (library[i] as number)),
    DIMENSIONS,
  )
  return sum([towards, scaled(own, 0.5)])
}

const directions = new Map<string, Float32Array>()

/** One for each name, at random, of length 1. */
function direction(name: string): Float32Array {
  const known = directions.get(name)
  if (known) return known
  const values = new Float32Array(DIMENSIONS)
  for (let i = 0; i < DIMENSIONS; i += 16) {
    const bytes = createHash('sha256').update(`${i} ${name}`).digest()
    for (let n = 0; n < 16; n++) {
      const [one, other] = [bytes.readUInt8(2 * n) + 0.5, bytes.readUInt8(2 * n + 1)]
      values[i + n] = Math.sqrt(-2 * Math.log(one / 256)) * Math.cos((2 * Math.PI * other) / 256)
    }
  }
  const made = toUnit(values, DIMENSIONS)
  directions.set(name, made)
  return made
}

function sum(vectors: Float32Array[]): Float32Array {
  const total = new Float32Array(DIMENSIONS)
  for (const vector of vectors)
    for (let i = 0; i < DIMENSIONS; i++) total[i] = (total[i] as number) + (vector[i] as number)
  return total
}

const scaled = (vector: Float32Array, by: number) => vector.map((value) => value * by)

function product(a: Float32Array, b: Float32Array): number {
  let total = 0
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number)
  return total
}
