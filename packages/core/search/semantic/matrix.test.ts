import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Matrix, unpack } from './matrix.js'
import { fromBytes, toBytes, toUnit } from './vector.js'

/** Repeatable noise. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
}

const idOf = (n: number) => createHash('sha256').update(String(n)).digest('hex')
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0)

function filled(kind: 'simd' | 'plain', dimensions: number, count: number) {
  const matrix = new Matrix(dimensions, kind)
  const random = noise(dimensions)
  const vectors = new Map<string, Buffer>()
  for (let n = 0; n < count; n++) {
    const vector = toBytes(toUnit(Float32Array.from({ length: dimensions }, random), dimensions))
    vectors.set(idOf(n), vector)
    matrix.put(idOf(n), vector)
  }
  const question = toUnit(Float32Array.from({ length: dimensions }, random), dimensions)
  return { matrix, vectors, question }
}

describe.each(['simd', 'plain'] as const)('%s', (kind) => {
  it.each([
    [16, 500],
    [100, 20_000],
    [384, 2_000],
  ])('finds exactly the nearest in %d dimensions of %d', (dimensions, count) => {
    const { matrix, vectors, question } = filled(kind, dimensions, count)
    expect(matrix.kind).toBe(kind)
    // The question counts in 16 bits a dimension.
    const rounded = question.map((value) => Math.round(value * 32_767) / 32_767)
    const expected = [...vectors]
      .map(([photoId, vector]) => ({ photoId, similarity: dot(fromBytes(vector), rounded) }))
      .sort((a, b) => b.similarity - a.similarity)
    const found = unpack(matrix.nearest(question, 50))
    expect(found.map(({ photoId }) => photoId)).toEqual(expected.slice(0, 50).map(({ photoId }) => photoId))
    for (const [i, { similarity }] of found.entries()) expect(similarity).toBeCloseTo(expected[i]?.similarity ?? 9, 5)
    expect(unpack(matrix.nearest(question, 30_000))).toHaveLength(count)
  })

  it('compares with some only, of which it may not know all', () => {
    const { matrix, question } = filled(kind, 64, 500)
    const only = [7, 8, 9, 1_000_000].map(idOf)
    const found = unpack(matrix.nearest(question, 10, only))
    expect(found.map(({ photoId }) => photoId).sort()).toEqual(only.slice(0, 3).sort())
    expect(unpack(matrix.nearest(question, 500)).filter(({ photoId }) => only.includes(photoId))).toEqual(found)
  })
})

it('says how near photos usually are, and knows the nearest then', () => {
  const { matrix, vectors, question } = filled('simd', 100, 9_000)
  const { all, nearer } = matrix.usual(question)
  const similarities = [...vectors.values()].map((vector) => dot(fromBytes(vector), question))
  const above = similarities.filter((similarity) => similarity > all.middle).length
  expect(above / similarities.length).toBeCloseTo(0.5, 1)
  // of random directions it is 1 / √dimensions
  expect(all.deviation).toBeGreaterThan(0.08)
  expect(all.deviation).toBeLessThan(0.13)
  expect(all.photos).toBe(9_000)
  expect(nearer.map((spread) => spread.photos)).toEqual([4_500, 2_250])
  expect(unpack(matrix.nearest(question, 1))[0]?.similarity).toBeCloseTo(Math.max(...similarities), 4)
  expect(new Matrix(16).usual(new Float32Array(16)).all.photos).toBe(0)
})

it('changes and forgets', () => {
  const { matrix, vectors, question } = filled('simd', 32, 3_000)
  matrix.put(idOf(5), toBytes(question))
  expect(unpack(matrix.nearest(question, 1))).toMatchObject([{ photoId: idOf(5) }])
  expect(matrix.rows).toBe(3_000)

  matrix.beginSweep()
  for (let n = 0; n < 3_000; n += 3) matrix.put(idOf(n), vectors.get(idOf(n)) as Buffer)
  matrix.put(idOf(5_000), toBytes(question))
  expect(matrix.endSweep()).toBe(2_000)
  expect(matrix.rows).toBe(1_001)
  expect(unpack(matrix.nearest(question, 2_000)).map(({ photoId }) => photoId)).not.toContain(idOf(5))
  expect(matrix.vectorOf(idOf(5))).toBeUndefined()
  const kept = fromBytes(vectors.get(idOf(2_997)) as Buffer)
  expect(matrix.vectorOf(idOf(2_997))).toEqual(kept)
  expect(unpack(matrix.nearest(toUnit(kept, 32), 1))).toMatchObject([{ photoId: idOf(2_997) }])
})

it('refuses vectors that do not fit', () => {
  const { matrix } = filled('simd', 32, 1)
  expect(() => matrix.put(idOf(1), Buffer.alloc(16))).toThrow('expected a vector of 32 dimensions, got 16')
  expect(() => matrix.nearest(new Float32Array(33), 1)).toThrow('expected a question of 32 dimensions, got 33')
  expect(() => toUnit([0, 0], 2)).toThrow('expected a direction')
  expect(() => toUnit([1], 2)).toThrow('expected 2 dimensions, got 1')
})
