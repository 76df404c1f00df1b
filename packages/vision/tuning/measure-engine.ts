import { parseAnswer } from '../answer/parse.js'
import type { EngineAnswer, VisionEngine } from '../engines/engine.js'
import type { Language } from '../prompt.js'
import type { NextPicture } from './measure-pictures.js'
import type { Figures } from './measure-rows.js'

export interface MeasureOptions {
  /** questions asked at once */
  slots: number
  nextPicture: NextPicture
  language: Language
  /** photos that are enough, once the seconds have passed too */
  photos: number
  /** shortest time to measure, so that a fast engine's figure is no accident */
  seconds: number
  /** no new photo after this moment, in milliseconds of `Date.now()` */
  until: number
  /** ends it at once: what was answered until then counts, if anything was */
  deadline: AbortSignal
  /** the owner has had enough */
  signal: AbortSignal
  /** photos that counted so far; `undefined` while the engine loads and warms up */
  onProgress?: ((photos: number | undefined, seconds: number) => void) | undefined
}

/** As the stage asks first. */
const TEMPERATURE = 0.1

/** It took too long to give a single figure. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError'
}

/**
 * How fast an engine is with all its slots busy. Each slot first answers a photo that does not count, which loads the
 * model and fills the cache of the prompt. The rate is the sum of the slots' own rates, so that the end, when some slots
 * have nothing more to do, takes nothing from it.
 *
 * @throws OutOfTimeError when not one photo that counts was answered before the deadline
 * @throws Error when the engine had to make do with fewer slots or less memory than asked for, and whatever
 * {@link VisionEngine.ask} throws
 */
export async function measureEngine(engine: VisionEngine, options: MeasureOptions): Promise<Figures> {
  const { slots, nextPicture, language, photos, seconds, until, deadline, signal, onProgress } = options
  const stop = AbortSignal.any([signal, deadline])
  const ask = async () => engine.ask({ jpeg: await nextPicture(), language, temperature: TEMPERATURE, signal: stop })
  const eachSlot = <T>(work: () => Promise<T>) => inTime(all(Array.from({ length: slots }, work)), options)

  onProgress?.(undefined, 0)
  await eachSlot(ask)
  requireAsPlanned(engine, slots)

  const start = performance.now()
  const elapsed = () => (performance.now() - start) / 1000
  let counted = 0
  const enough = () => Date.now() >= until || (counted >= photos && elapsed() >= seconds)
  const tallies = await eachSlot(async () => {
    const answers: EngineAnswer[] = []
    let lasted = 0
    while (answers.length === 0 || !enough()) {
      const answer = await ask().catch((error: unknown) => {
        if (deadline.aborted && counted > 0) return undefined
        throw error
      })
      if (!answer) break
      answers.push(answer)
      lasted = elapsed()
      counted++
      onProgress?.(counted, lasted)
    }
    return { answers, lasted }
  })
  requireAsPlanned(engine, slots)
  return figuresOf(tallies.filter(({ answers }) => answers.length > 0))
}

/** All or the first failure, but not before the others have ended: nothing is asked of an engine that is closed. */
async function all<T>(work: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work)
  return await Promise.all(work)
}

async function inTime<T>(work: Promise<T>, { deadline, signal }: MeasureOptions): Promise<T> {
  try {
    return await work
  } catch (error) {
    signal.throwIfAborted()
    if (deadline.aborted) throw new OutOfTimeError('no photo was answered in time', { cause: error })
    throw error
  }
}

/** An engine that finds no memory goes on with less; then it is not what was to be measured. */
function requireAsPlanned(engine: VisionEngine, slots: number): void {
  const notice = engine.notice?.()
  if (notice) throw new Error(notice)
  if (engine.kind === 'embedded' && engine.slots < slots) {
    throw new Error(`expected ${slots} photos at a time, the engine takes ${engine.slots}`)
  }
}

function figuresOf(tallies: { answers: EngineAnswer[]; lasted: number }[]): Figures {
  const answers = tallies.flatMap((tally) => tally.answers)
  const perSecond = (amount: (answers: EngineAnswer[]) => number) =>
    tallies.reduce((sum, tally) => sum + amount(tally.answers) / tally.lasted, 0)
  const valid = answers.filter(({ text }) => parseAnswer(text).ok).length
  const tellsCache = answers.every(({ cachedTokens }) => cachedTokens !== undefined)
  return {
    photos: answers.length,
    photosPerMinute: 60 * perSecond((each) => each.length),
    secondsPerPhoto: sum(answers, ({ milliseconds }) => milliseconds) / 1000 / answers.length,
    tokensPerSecond: perSecond((each) => sum(each, ({ completionTokens }) => completionTokens)),
    validShare: valid / answers.length,
    ...(tellsCache
      ? { cachedShare: sum(answers, (each) => each.cachedTokens ?? 0) / sum(answers, (each) => each.promptTokens) }
      : {}),
  }
}

const sum = <T>(list: readonly T[], pick: (each: T) => number) => list.reduce((total, each) => total + pick(each), 0)
