import { describe, expect, it } from 'vitest'
import { analysePhoto, InvalidAnswerError } from './analyse.js'
import type { VisionEngine } from './engines/engine.js'

/** An engine that says what it is told to, because only what is made of its answers is at stake. */
function saying(...texts: string[]) {
  const temperatures: number[] = []
  const engine = {
    ask: async ({ temperature }: { temperature: number }) => {
      temperatures.push(temperature)
      const text = texts.shift() ?? ''
      return { text, promptTokens: 100, cachedTokens: 50, completionTokens: 10, milliseconds: 7 }
    },
  } as unknown as VisionEngine
  return { engine, temperatures }
}

const whole = {
  ...{ category: 'pets', description: 'A cat on a sofa.', objects: ['cat'], tags: ['indoor'] },
  ...{ emotion: 'warm', people: 0, text: '', sensitive: 'none' },
}
const text = (changes: Record<string, unknown>) => JSON.stringify({ ...whole, ...changes })
const ask = (...texts: string[]) => analysePhoto(saying(...texts).engine, Buffer.alloc(0), { language: 'en' })

describe('analysePhoto', () => {
  it('takes a valid answer at once', async () => {
    const found = await ask(text({}))
    expect(found).toMatchObject({ analysis: whole, absent: [], repaired: false, attempts: 1, completionTokens: 10 })
  })

  it('asks once more, colder, and prefers a whole answer to a partial one', async () => {
    const { engine, temperatures } = saying(text({ emotion: 'fluffy' }), text({}))
    const found = await analysePhoto(engine, Buffer.alloc(0), { language: 'en' })
    expect(found).toMatchObject({ analysis: whole, absent: [], attempts: 2, completionTokens: 20, milliseconds: 14 })
    expect(temperatures).toEqual([0.1, 0])
  })

  it('keeps the sound fields of the better answer, and says which are absent', async () => {
    const worse = text({ emotion: 'fluffy', people: 'a lot', category: '?' })
    const better = text({ emotion: 'fluffy' })
    const { emotion: _, ...sound } = whole
    for (const answers of [
      [worse, better],
      [better, worse],
      [better, better],
    ]) {
      const found = await ask(...answers)
      expect(found).toMatchObject({ absent: ['emotion'], repaired: true, attempts: 2, raw: better })
      expect(found.analysis).toEqual(sound)
    }
  })

  it('keeps nothing that does not say what is there, or whether it is private', async () => {
    const unknownPrivacy = text({}).replace(',"sensitive":"none"', '')
    const speechless = text({ description: '' })
    for (const answer of [unknownPrivacy, speechless, 'I cannot help with that.', '']) {
      const failed = await ask(answer, answer).catch((error: unknown) => error)
      expect(failed).toBeInstanceOf(InvalidAnswerError)
      expect(failed).toMatchObject({ code: 'invalid_answer', answer: { raw: answer, attempts: 2 } })
    }
  })
})
