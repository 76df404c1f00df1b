import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import { Matrix } from '#core/search/semantic/matrix'
import { nearestKept } from '#core/search/semantic/nearest-kept'
import type { SemanticSearch } from '#core/search/semantic/semantic'
import { toBytes, toUnit } from '#core/search/semantic/vector'
import { randomFrom } from './captions.js'

const DIMENSIONS = 384
/** One photo in so many means the same as a question. */
const ALIKE = 1_000
const QUESTIONS = 40

/**
 * Made-up vectors for all photos in place of an embedding model's: a thousandth of the library lies near each question,
 * the others anywhere. They are compared as the api does, but in this thread.
 */
export async function madeUpMeanings(db: Database): Promise<SemanticSearch> {
  const { rows } = await db.execute<{ id: string }>(sql`select photo_id as id from photo_search`)
  const random = randomFrom(3)
  const anywhere = () => Float32Array.from({ length: DIMENSIONS }, () => random() + random() - 1)
  const questions = Array.from({ length: QUESTIONS }, () => toUnit(anywhere(), DIMENSIONS))
  const noise = Array.from({ length: 997 }, () => toUnit(anywhere(), DIMENSIONS))
  const stored = noise.map(toBytes)
  const matrix = new Matrix(DIMENSIONS)
  for (const [n, { id }] of rows.entries()) {
    const which = n % noise.length
    const near = questions[n % ALIKE]
    // turned by so many dimensions, each is another one
    const turn = Math.floor(n / noise.length) % DIMENSIONS
    const own = stored[which] as Buffer
    const turned = Buffer.concat([own.subarray(turn), own.subarray(0, turn)])
    const vector = near && (noise[which] as Float32Array).map((value, i) => value + (near[i] as number))
    matrix.put(id, vector ? toBytes(toUnit(vector, DIMENSIONS)) : turned)
  }
  let asked = 0
  return {
    async meaningOf() {
      const question = questions[asked++ % QUESTIONS] as Float32Array
      return {
        usual: async () => matrix.usual(question),
        nearest: (options) => nearestKept((limit, only) => matrix.nearest(question, limit, only), options),
      }
    },
    meaningOfPhoto: async () => undefined,
  }
}
