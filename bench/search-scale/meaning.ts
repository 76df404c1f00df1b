import { sql } from 'drizzle-orm'
import type { Database } from '#core/database/connect'
import type { MeaningOfQuestion } from '#core/search/semantic/semantic'
import { randomFrom } from './captions.js'

const DIMENSIONS = 384

/**
 * Random directions in 8 bits for all photos, compared one by one in plain JavaScript: it stands in for an embedding
 * model, so that what hybrid search costs beside the comparison can be measured. `scanned` collects the comparison's own time, ms.
 */
export async function randomMeaning(
  db: Database,
  scanned: { wall: number; cpu: number }[],
): Promise<MeaningOfQuestion> {
  const { rows } = await db.execute<{ id: string }>(sql`select photo_id as id from photo_search`)
  const ids = rows.map((row) => row.id)
  const random = randomFrom(3)
  const pool = Int8Array.from({ length: 1 << 20 }, () => Math.floor(random() * 255) - 127)
  const matrix = new Int8Array(ids.length * DIMENSIONS)
  for (let at = 0; at < matrix.length; at += pool.length - 7)
    matrix.set(pool.subarray(0, Math.min(pool.length - 7, matrix.length - at)), at)
  const row = new Map(ids.map((id, i) => [id, i]))

  const compare = (limit: number, only?: number[]) => {
    const [began, own] = [performance.now(), process.cpuUsage()]
    const question = Int8Array.from({ length: DIMENSIONS }, () => Math.floor(Math.random() * 255) - 127)
    const scores = new Float32Array(only?.length ?? ids.length)
    for (let n = 0; n < scores.length; n++) {
      const at = (only?.[n] ?? n) * DIMENSIONS
      let sum = 0
      for (let i = 0; i < DIMENSIONS; i++) sum += (matrix[at + i] as number) * (question[i] as number)
      scores[n] = sum
    }
    const least = scores.toSorted().at(-limit) ?? Number.NEGATIVE_INFINITY
    const best: { photoId: string; similarity: number }[] = []
    for (let n = 0; n < scores.length; n++) {
      if ((scores[n] as number) >= least) {
        best.push({
          photoId: ids[only?.[n] ?? n] as string,
          similarity: (scores[n] as number) / (127 * 127 * DIMENSIONS),
        })
      }
    }
    const { user, system } = process.cpuUsage(own)
    scanned.push({ wall: performance.now() - began, cpu: (user + system) / 1000 })
    return best.sort((a, b) => b.similarity - a.similarity)
  }
  return {
    usual: async () => ({ all: { middle: 0, deviation: 0.03, photos: ids.length }, nearer: [] }),
    async nearest({ limit, only, keep }) {
      if (only)
        return compare(
          limit,
          only.flatMap((id) => row.get(id) ?? []),
        ).slice(0, limit)
      const candidates = compare(4 * limit)
      const kept = await keep?.(candidates.map((each) => each.photoId))
      return candidates.filter((each) => !kept || kept.has(each.photoId)).slice(0, limit)
    },
  }
}
