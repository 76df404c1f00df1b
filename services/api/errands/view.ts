import { z } from 'zod'
import { ERRAND_KINDS, ERRAND_STATES } from '#core/database/schema'
import { type Errand, readErrand } from '#core/errands'
import { told, withTold } from '../told-view.js'

const setting = { slots: z.int(), imageTokens: z.int().optional() }
const row = z
  .object({
    ...setting,
    photosPerMinute: z.number().optional(),
    secondsPerPhoto: z.number().optional(),
    tokensPerSecond: z.number().optional(),
    validShare: z.number().optional(),
    failed: z.string().optional().describe('why there are no figures'),
  })
  .meta({ id: 'Measurement' })

export const errandView = z
  .object({
    id: z.int(),
    kind: z.enum(ERRAND_KINDS),
    name: z.string().describe('what it is about, such as a model'),
    state: z.enum(ERRAND_STATES),
    cancelled: z.boolean().describe('it is being ended'),
    retryAt: z.string().nullable().describe('when it is tried again after a failure'),
    problem: z.object({ code: z.string(), message: z.string(), told }).nullable(),
    progress: z
      .object({
        file: z.string().optional(),
        phase: z.enum(['download', 'verify']).optional(),
        received: z.number().optional().describe('bytes'),
        total: z.number().nullable().optional().describe('bytes of a file, or photos'),
        bytesPerSecond: z.number().optional(),
        done: z.int().optional().describe('photos'),
        rows: z.array(row).optional(),
        now: z
          .object({
            ...setting,
            ...{ done: z.int(), left: z.int() },
            photos: z.int().optional(),
            photosPerMinute: z.number().optional(),
          })
          .optional(),
      })
      .nullable(),
    result: z
      .object({
        bytes: z.number().optional(),
        used: z.boolean().optional(),
        freed: z.number().optional().describe('bytes'),
        files: z
          .array(z.object({ file: z.string(), state: z.enum(['ok', 'unknown', 'damaged']), found: z.string(), told }))
          .optional(),
        photos: z.int().optional(),
        model: z.string().nullable().optional(),
        rows: z.array(row).optional(),
        best: row.nullable().optional(),
        untried: z.array(z.object(setting)).optional(),
        kept: z.boolean().optional(),
      })
      .nullable(),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'Errand' })
export type ErrandView = z.infer<typeof errandView>

export function viewErrand(errand: Errand): ErrandView {
  const { id, kind, name, state, cancelled, problem, notBefore, createdAt, endedAt } = errand
  const waitsLonger = state === 'waiting' && problem !== null
  return {
    ...{ id, kind, name, state, cancelled, problem: problem && withTold(problem, 'message') },
    retryAt: waitsLonger ? notBefore.toISOString() : null,
    progress: errand.progress as ErrandView['progress'],
    result: toldResult(errand.result as ErrandView['result']),
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}

function toldResult(result: ErrandView['result']): ErrandView['result'] {
  return result?.files ? { ...result, files: result.files.map((file) => withTold(file, 'found')) } : result
}

/** For an errand that takes a moment: it as it has ended, or as it is after so long. */
export async function awaitErrand(
  db: Parameters<typeof readErrand>[0],
  errand: Errand,
  milliseconds: number,
): Promise<Errand> {
  let last = errand
  for (const until = Date.now() + milliseconds; !last.endedAt && Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    last = (await readErrand(db, errand.id)) ?? last
  }
  return last
}
