import assert from 'node:assert/strict'
import type { JudgedPhoto } from './corpus/scene.js'
import { type Grade, score } from './metrics.js'
import type { Question } from './truth/question.js'

/** Figures by hand for one small answer; a judge that cannot count judges nothing. */
export function checkMetrics(): void {
  // Shown: exact, wrong, fair. Relevant: three exact, one fair.
  const scores = score([2, 0, 1], [2, 1, 2, 2])
  assert.equal(scores.recall, 1 / 3)
  assert.equal(scores.precision, 2 / 3)
  assert.equal(scores.reciprocalRank, 1)
  // 3/log2(2) + 0 + 1/log2(4) = 3.5, of 3/1 + 3/1.58496 + 3/2 + 1/2.32193 = 6.82347
  assert.ok(Math.abs(scores.ndcg - 3.5 / 6.823_465) < 1e-6)
  // 25 exact ones fill the first page: all that 20 places can hold.
  const many = Array<Grade>(25).fill(2)
  assert.deepEqual(score(many, many), { recall: 1, precision: 1, reciprocalRank: 1, ndcg: 1 })
  assert.deepEqual(score([], [2]), { recall: 0, precision: 0, reciprocalRank: 0, ndcg: 0 })
  // The first exact one on the second page: found, too late to be shown.
  const late = score([...Array<Grade>(24).fill(0), 2], [2])
  assert.deepEqual([late.recall, late.precision, late.reciprocalRank, late.ndcg], [0, 0, 1 / 25, 0])
  assert.throws(() => score([1], [1]), /Expected a question that some photo answers/)
}

/** The same seed makes the same library, another seed another one. */
export function checkDeterminism(generate: (count: number, seed: number) => JudgedPhoto[]): void {
  assert.deepEqual(generate(60, 1), generate(60, 1))
  assert.notDeepEqual(generate(60, 1), generate(60, 2))
}

/** Fewer judge nothing; the library of the default size and seed answers all. */
const LEAST = 120

/** The questions that this library can answer; none is asked twice. */
export function answerable(questions: Question[], photos: JudgedPhoto[]): Question[] {
  const texts = questions.map((each) => each.text)
  const twice = texts.filter((text, i) => texts.indexOf(text) !== i)
  assert.deepEqual(twice, [], 'questions asked twice')
  const answered = questions.filter((each) => photos.some((photo) => each.grade(photo) === 2))
  const unanswered = questions.filter((each) => !answered.includes(each)).map((each) => each.text)
  if (unanswered.length > 0) console.log(`Left out, because no photo answers them: ${unanswered.join('; ')}`)
  assert.ok(answered.length >= LEAST, `Expected ${LEAST} questions with an answer, got ${answered.length}.`)
  return answered
}
