import { describe, expect, test } from 'vitest'
import { fuse } from './fuse.js'
import { clearlyNear, leastNear, usualOf } from './semantic/usual.js'

/** Repeatable, and as if drawn from a bell curve. */
function bell(seed: number): () => number {
  let state = seed
  const even = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(even())) * Math.cos(2 * Math.PI * even())
}

/** Similarities of a library, of which the first `meant` photos mean what was asked. */
function library(photos: number, meant: number, { middle = 0.3, deviation = 0.05, above = 5, seed = 1 } = {}) {
  const random = bell(seed)
  const all = Array.from({ length: photos }, (_, n) => ({
    photoId: `${n}`.padStart(6, '0'),
    similarity: middle + deviation * (random() + (n < meant ? above : 0)),
  }))
  const usual = usualOf(
    all.map((each) => each.similarity),
    1,
    photos,
  )
  const near = all.toSorted((a, b) => b.similarity - a.similarity).slice(0, 300)
  const similarityOf = (ids: string[]) => all.filter((each) => ids.includes(each.photoId))
  return { usual, near, similarityOf, ids: all.map((each) => each.photoId) }
}

describe('the usual similarity', () => {
  test.each([
    [0, 0.1],
    [0.3, 0.05],
    [0.82, 0.01],
  ])('is told of any model: around %f, give or take %f', (middle, deviation) => {
    const { usual } = library(20_000, 2_000, { middle, deviation })
    expect((usual.all.middle - middle) / deviation).toBeCloseTo(0.1, 0)
    expect(usual.all.deviation / deviation).toBeGreaterThan(0.9)
    expect(usual.all.deviation / deviation).toBeLessThan(1.3)
  })

  test.each([0, 1, 2])('of %d photos says nothing', (photos) => {
    expect(usualOf(Array(photos).fill(0.5), 1, photos).all.deviation).toBe(1)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('nothing is near by chance (%d)', (seed) => {
    const { usual, near } = library(5_000, 0, { seed })
    expect(
      clearlyNear(
        near.map((each) => each.similarity),
        usual,
      ),
    ).toBeLessThanOrEqual(3)
  })

  test.each([1, 20, 200])('%d photos that are meant are near', (meant) => {
    const { usual, near } = library(20_000, meant, { above: 8, seed: 3 })
    const found = near.slice(
      0,
      clearlyNear(
        near.map((each) => each.similarity),
        usual,
      ),
    )
    const right = found.filter(({ photoId }) => Number(photoId) < meant)
    expect(right.length / meant).toBeGreaterThan(0.9)
    expect(found.length - right.length).toBeLessThanOrEqual(Math.max(1, 0.2 * found.length))
  })
})

test.each([0, 5, 250])('what lies below the least similarity can not be near (%d meant)', (meant) => {
  const { usual, near } = library(20_000, meant, { above: 8 })
  const similarities = near.map((each) => each.similarity)
  const nearEnough = similarities.filter((similarity) => similarity >= leastNear(usual, near.length))
  expect(nearEnough.length).toBeGreaterThanOrEqual(meant)
  expect(clearlyNear(nearEnough, usual)).toBe(clearlyNear(similarities, usual))
})

test.each([0.3, 0.5, 0.7])('a model that tells languages apart and nothing else finds nothing near (%f)', (part) => {
  const { usual, near } = library(5_000, part * 5_000, { above: 12, seed: 2 })
  const similarities = near.map((each) => each.similarity)
  expect(clearlyNear(similarities, usual)).toBeLessThanOrEqual(3)
})

describe('words and meanings', () => {
  test('of a model that knows nothing leave the words as they are', () => {
    const { usual, near, similarityOf, ids } = library(5_000, 0)
    const words = ids.slice(100, 140)
    const hits = fuse({ words, complete: true, near, alike: similarityOf(words), usual })
    expect(hits.slice(0, 40).map((hit) => hit.photoId)).toEqual(words)
    expect(hits.length).toBeLessThan(45)
  })

  test('of a good model find what has other words, among those that have them', () => {
    const { usual, near, similarityOf, ids } = library(5_000, 30, { above: 6 })
    const words = ids.slice(0, 10)
    const hits = fuse({ words, complete: true, near, alike: similarityOf(words), usual }).map((hit) => hit.photoId)
    expect(hits.filter((id) => Number(id) < 30).length).toBeGreaterThan(27)
    expect(hits.slice(0, 10)).not.toEqual(words)
    expect(new Set(hits).size).toBe(hits.length)
  })

  test('that are less near than photos with the words come after them', () => {
    const usual = { all: { middle: 0.3, deviation: 0.05, photos: 1_000 }, nearer: [] }
    const near = [...'abcdef'].map((photoId, i) => ({ photoId, similarity: 0.9 - i / 20 }))
    const alike = [{ photoId: 'b', similarity: 0.85 }]
    const hits = fuse({ words: ['x', 'b', 'y'], complete: true, near, alike, usual })
    expect(hits.map((hit) => hit.photoId)).toEqual(['b', 'a', 'x', 'y', 'c', 'd', 'e', 'f'])
    expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).toSorted((a, b) => b - a))
  })

  test('are all there is when no photo has the words', () => {
    const { usual, near } = library(5_000, 5, { above: 7 })
    const hits = fuse({ words: [], complete: false, near, alike: [], usual })
    expect(
      hits
        .slice(0, 5)
        .map((hit) => Number(hit.photoId))
        .toSorted(),
    ).toEqual([0, 1, 2, 3, 4])
  })
})
