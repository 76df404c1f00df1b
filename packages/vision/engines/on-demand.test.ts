import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { EngineState, VisionEngine } from './engine.js'
import { createOnDemandEngine, type EngineRecipe } from './on-demand.js'

const log = pino({ level: 'silent' })
const photo = { jpeg: Buffer.alloc(0), language: 'en', temperature: 0 } as const

/** A recipe whose engines answer when told to; no model, because only their coming and going is at stake. */
function recipe(name: string, kind: VisionEngine['kind'] = 'embedded') {
  const told: string[] = []
  const answers: (() => void)[] = []
  const health = { state: 'ready' as EngineState }
  const made: EngineRecipe = {
    kind,
    model: name,
    slots: 2,
    start: () => {
      told.push('started')
      return {
        ...{ kind, model: name, slots: 2, pids: () => [], lastError: () => undefined },
        state: () => health.state,
        ask: () =>
          new Promise((resolve) => {
            const text = { text: name, promptTokens: 0, completionTokens: 0, milliseconds: 1 }
            answers.push(() => resolve(text))
          }),
        close: async () => void told.push('closed'),
      }
    },
  }
  return { made, told, health, answer: () => answers.splice(0).forEach((go) => void go()), asked: () => answers.length }
}

function onDemand(first: EngineRecipe, idleMs: number) {
  const engine = createOnDemandEngine(first, { idleMs, log })
  onTestFinished(() => engine.close())
  return engine
}

describe('an engine on demand', () => {
  it('loads at the first question, gives its memory back when there are none, and loads again', async () => {
    const model = recipe('a')
    const engine = onDemand(model.made, 20)
    expect([engine.state(), engine.model, engine.slots, model.told]).toEqual(['idle', 'a', 2, []])
    for (const round of [1, 2]) {
      const asked = engine.ask(photo)
      await expect.poll(() => model.asked()).toBe(1)
      expect(engine.state()).toBe('ready')
      model.answer()
      expect((await asked).text).toBe('a')
      await expect.poll(() => engine.state()).toBe('idle')
      expect(model.told).toEqual(Array(round).fill(['started', 'closed']).flat())
    }
  })

  it('keeps it while a question is under way, while it is in trouble, and for ever when told so', async () => {
    const model = recipe('a')
    const engine = onDemand(model.made, 5)
    const first = engine.ask(photo)
    await expect.poll(() => model.asked()).toBe(1)
    const second = engine.ask(photo)
    await expect.poll(() => model.asked()).toBe(2)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(engine.state()).toBe('ready')
    model.health.state = 'restarting'
    model.answer()
    await Promise.all([first, second])
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(engine.state()).toBe('restarting')
    engine.restAfter(0)
    model.health.state = 'ready'
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(engine.state()).toBe('ready')
    engine.restAfter(1)
    await expect.poll(() => engine.state()).toBe('idle')
  })

  it('changes over without losing a question, one model in memory at a time', async () => {
    const [a, b] = [recipe('a'), recipe('b')]
    const engine = onDemand(a.made, 0)
    const old = engine.ask(photo)
    await expect.poll(() => a.asked()).toBe(1)
    engine.use(b.made)
    const fresh = engine.ask(photo)
    expect([engine.model, engine.state()]).toEqual(['b', 'loading'])
    expect([a.told, b.told]).toEqual([['started'], []])
    a.answer()
    expect((await old).text).toBe('a')
    await expect.poll(() => b.asked()).toBe(1)
    expect(a.told).toEqual(['started', 'closed'])
    b.answer()
    expect((await fresh).text).toBe('b')
  })

  it('does not keep who gives up while it changes over', async () => {
    const [a, b] = [recipe('a'), recipe('b')]
    const engine = onDemand(a.made, 0)
    const old = engine.ask(photo)
    await expect.poll(() => a.asked()).toBe(1)
    engine.use(b.made)
    const gone = new AbortController()
    const given = engine.ask({ ...photo, signal: gone.signal })
    gone.abort(new Error('no longer wanted'))
    await expect(given).rejects.toThrow('no longer wanted')
    a.answer()
    await old
    expect(b.told).toEqual([])
  })

  it('looks at a server at once and never lets go of it by itself', async () => {
    const server = recipe('remote', 'server')
    const engine = onDemand(server.made, 1)
    expect([server.told, engine.state()]).toEqual([['started'], 'ready'])
    const asked = engine.ask(photo)
    await expect.poll(() => server.asked()).toBe(1)
    server.answer()
    await asked
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(engine.state()).toBe('ready')
  })

  it('refuses when closed', async () => {
    const engine = onDemand(recipe('a').made, 0)
    await engine.close()
    await expect(engine.ask(photo)).rejects.toThrow('closed')
  })
})
