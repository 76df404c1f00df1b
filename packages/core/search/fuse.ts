import type { Hit } from './search-photos.js'
import type { Usual } from './semantic/semantic.js'
import { clearlyNear, standing } from './semantic/usual.js'

/** What flattens the difference between the first ranks; the value of the method's authors. */
const RANK_CONSTANT = 60
/** Meanings are relied upon where the photos with the words stand at least so high among all, in deviations. */
const RELIABLE = 2

export interface Near {
  photoId: string
  similarity: number
}

interface Found {
  /** photos with the words, the best first */
  words: string[]
  /** they have every word */
  complete: boolean
  /** photos by nearness, the best first */
  near: Near[]
  /** how near the best of `words` are, as far as that is known */
  alike: Near[]
  usual: Usual
}

/**
 * Joins what has the words and what means the same by reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009). A model
 * that knows nothing of a question must not stand in the way of words: only photos clearly nearer than usual take part,
 * and beside photos with every word they count only where the model finds these near as well. Then those that are as near
 * as half of these are mixed with them; the others come after them.
 */
export function fuse({ words, complete, near, alike, usual }: Found): Hit[] {
  const clearly = near.slice(
    0,
    clearlyNear(
      near.map((each) => each.similarity),
      usual,
    ),
  )
  const bar = complete && words.length > 0 ? barOf(alike, usual) : Number.NEGATIVE_INFINITY
  const known = new Set(words)
  const mixed = clearly.filter((each) => each.similarity >= bar)
  const hits = new Map<string, Hit>()
  const add = (photoId: string, rank: number, by: Hit['by'][number]) => {
    const hit = hits.get(photoId) ?? { photoId, score: 0, by: [] }
    hits.set(photoId, { ...hit, score: hit.score + 1 / (RANK_CONSTANT + rank + 1), by: [...hit.by, by] })
  }
  for (const [rank, photoId] of words.entries()) add(photoId, rank, 'words')
  for (const [rank, { photoId }] of mixed.entries()) add(photoId, rank, 'meaning')
  const after = clearly.slice(mixed.length).filter(({ photoId }) => !known.has(photoId))
  for (const [rank, { photoId }] of after.entries()) add(photoId, hits.size + rank, 'meaning')
  return [...hits.values()].sort((a, b) => b.score - a.score || (a.photoId < b.photoId ? -1 : 1))
}

/** How near a photo without the words has to be to stand among those with all of them. */
function barOf(alike: Near[], usual: Usual): number {
  const similarities = alike.map((each) => each.similarity).sort((a, b) => b - a)
  const typical = similarities[Math.floor((similarities.length - 1) / 2)]
  return typical !== undefined && standing(typical, usual.all) >= RELIABLE ? typical : Number.POSITIVE_INFINITY
}
