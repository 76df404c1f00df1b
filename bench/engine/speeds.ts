import { measureEngine } from '#vision/tuning/measure-engine'
import type { NextPicture } from '#vision/tuning/measure-pictures'
import type { Figures } from '#vision/tuning/measure-rows'
import { row } from '../report.js'
import { type BenchModel, engineOf } from './model.js'
import type { EngineBenchOptions } from './options.js'

/** Photos and tokens a minute with more slots and with larger pictures, each with its prompt in the cache. */
export async function benchSpeeds(model: BenchModel, next: NextPicture, options: EngineBenchOptions): Promise<void> {
  const [smallest = 256] = model.budgets
  const alone: Figures[] = []
  for (const slots of options.slots) {
    const figures = await speed(model, next, { slots, imageTokens: smallest, photos: options.photos })
    if (slots === 1) alone.push(figures)
    row(`${slots} at a time, ${smallest} image tokens`, inWords(figures))
    if (slots === options.slots[0]) {
      row('  positions of the prompt that came from the cache', `${(100 * (figures.cachedShare ?? 0)).toFixed(1)} %`)
    }
  }
  for (const imageTokens of model.budgets) {
    const known = imageTokens === smallest ? alone[0] : undefined
    const figures = known ?? (await speed(model, next, { slots: 1, imageTokens, photos: options.photos }))
    row(`pictures of at most ${imageTokens} tokens, 1 at a time`, inWords(figures))
  }
}

async function speed(
  model: BenchModel,
  nextPicture: NextPicture,
  { slots, imageTokens, photos }: { slots: number; imageTokens: number; photos: number },
): Promise<Figures> {
  const engine = engineOf(model, slots, imageTokens)
  const never = new AbortController().signal
  try {
    return await measureEngine(engine, {
      ...{ slots, nextPicture, photos: Math.max(photos, 2 * slots), language: 'en', seconds: 5 },
      ...{ until: Number.POSITIVE_INFINITY, deadline: never, signal: never },
    })
  } finally {
    await engine.close()
  }
}

function inWords({ photosPerMinute, tokensPerSecond, secondsPerPhoto }: Figures): string {
  return `${photosPerMinute.toFixed(1)} photos/min, ${tokensPerSecond.toFixed(1)} tokens/s, ${secondsPerPhoto.toFixed(2)} s a photo`
}
