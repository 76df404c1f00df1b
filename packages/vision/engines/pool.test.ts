import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type EngineState, EngineUnavailableError, type VisionEngine } from './engine.js'
import { poolEngines } from './pool.js'

/** An engine that answers with its own name after a while; no model, because only the sharing is at stake. */
function clerk(name: string, takes: number | Promise<unknown>, begins: EngineState = 'ready') {
  let state = begins
  const become = (next: EngineState) => {
    state = next
  }
  const asked = { at: 0, most: 0, become }
  const engine: VisionEngine = {
    kind: 'embedded',
    model: 'clerk',
    slots: 1,
    state: () => state,
    lastError: () => (state === 'ready' ? undefined : `${name} is ill`),
    ask: async () => {
      asked.most = Math.max(asked.most, ++asked.at)
      await (typeof takes === 'number' ? sleep(takes) : takes)
      asked.at--
      if (state === 'unreachable') throw new EngineUnavailableError(`${name} is away`)
      return { text: name, promptTokens: 0, completionTokens: 0, milliseconds: 0 }
    },
    pids: () => [],
    close: async () => {},
  }
  return { engine, asked }
}
/** Something to wait for until it is told. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
const photo = { jpeg: Buffer.alloc(0), language: 'en', temperature: 0 } as const

describe('poolEngines', () => {
  it('keeps every engine busy and none beyond its slots', async () => {
    const others = gate()
    const quick = clerk('quick', 5)
    const slow = clerk('slow', others.opened)
    const pool = poolEngines([slow.engine, quick.engine])
    const names: string[] = []
    const ask = async () => {
      names.push((await pool.ask(photo)).text)
      if (names.length === 8) others.open()
    }
    await Promise.all(Array.from({ length: 9 }, ask))
    expect(names).toEqual([...Array(8).fill('quick'), 'slow'])
    expect([quick.asked.most, slow.asked.most]).toEqual([1, 1])
    expect(pool.slots).toBe(2)
  })

  it('prefers an engine that is ready, and is ready when one is', async () => {
    const pool = poolEngines([clerk('ill', 5, 'restarting').engine, clerk('well', 5).engine])
    expect((await pool.ask(photo)).text).toBe('well')
    expect([pool.state(), pool.lastError()]).toEqual(['ready', undefined])
    const ill = poolEngines([clerk('both', 5, 'restarting').engine])
    expect([ill.state(), ill.lastError()]).toEqual(['restarting', 'both is ill'])
  })

  it('lets a photo wait for a ready engine rather than begin in one that is in trouble', async () => {
    const ill = clerk('ill', 5, 'restarting')
    const pool = poolEngines([ill.engine, clerk('well', 40).engine])
    const names = await Promise.all([1, 2, 3].map(async () => (await pool.ask(photo)).text))
    expect(names).toEqual(['well', 'well', 'well'])
  })

  it('gives a photo to an engine that must load first rather than let it wait', async () => {
    const pool = poolEngines([clerk('well', 200).engine, clerk('idle', 5, 'idle').engine])
    expect((await Promise.all([pool.ask(photo), pool.ask(photo)])).map(({ text }) => text)).toEqual(['well', 'idle'])
    expect(poolEngines([clerk('ill', 5, 'restarting').engine, clerk('idle', 5, 'idle').engine]).state()).toBe('idle')
  })

  it('takes up an engine that has become ready while photos wait', async () => {
    const late = clerk('late', 5, 'loading')
    const answered = gate()
    const slow = clerk('slow', answered.opened)
    const pool = poolEngines([slow.engine, late.engine])
    const first = pool.ask(photo)
    const second = pool.ask(photo)
    late.asked.become('ready')
    expect((await second).text).toBe('late')
    answered.open()
    expect((await first).text).toBe('slow')
  })

  it('asks another engine when one turns out to be away, and streams no piece twice', async () => {
    const going = clerk('going', 5)
    const pool = poolEngines([going.engine, clerk('well', 5).engine])
    const pieces: string[] = []
    const asked = pool.ask({ ...photo, onToken: (text) => pieces.push(text) })
    going.asked.become('unreachable')
    expect((await asked).text).toBe('well')
    going.asked.become('ready')
    const both = Promise.allSettled([pool.ask(photo), pool.ask(photo)])
    going.asked.become('unreachable')
    expect((await both).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])

    const alone = clerk('alone', 5)
    const one = poolEngines([alone.engine, clerk('ill', 5, 'restarting').engine])
    const vain = one.ask(photo)
    alone.asked.become('unreachable')
    await expect(vain).rejects.toThrow('alone is away')
  })

  it('forgets a caller that gives up while it waits', async () => {
    const { engine, asked } = clerk('only', 40)
    const pool = poolEngines([engine])
    const giveUp = new AbortController()
    const first = pool.ask(photo)
    const second = pool.ask({ ...photo, signal: giveUp.signal })
    const third = pool.ask(photo)
    giveUp.abort(new Error('no longer wanted'))
    await expect(second).rejects.toThrow('no longer wanted')
    expect((await Promise.all([first, third])).map(({ text }) => text)).toEqual(['only', 'only'])
    expect(asked.most).toBe(1)
  })

  it('asks another engine when one gives up its place for good, and gives that place to nobody', async () => {
    const gone = clerk('gone', 5)
    const staying = clerk('staying', 5)
    const { ask } = gone.engine
    let slots = 1
    const leaving: VisionEngine = {
      ...gone.engine,
      get slots() {
        return slots
      },
      notice: () => (slots === 0 ? 'one has gone' : undefined),
      ask: async (request) => {
        await ask(request)
        slots = 0
        throw new EngineUnavailableError('no memory')
      },
    }
    const pool = poolEngines([leaving, staying.engine])
    expect([pool.slots, pool.notice?.()]).toEqual([2, undefined])
    const texts = await Promise.all(Array.from({ length: 5 }, async () => (await pool.ask(photo)).text))
    expect(new Set(texts)).toEqual(new Set(['staying']))
    expect(gone.asked.most).toBe(1)
    expect([pool.slots, pool.notice?.()]).toEqual([1, 'one has gone'])
    slots = 1
    await expect(poolEngines([{ ...leaving, slots: 1 }]).ask(photo)).rejects.toThrow('no memory')
  })

  it('rejects who waits when it is closed', async () => {
    const pool = poolEngines([clerk('only', 30).engine])
    const first = pool.ask(photo)
    const second = expect(pool.ask(photo)).rejects.toThrow('closed')
    await pool.close()
    await second
    await first
  })
})
