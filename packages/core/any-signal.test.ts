import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { anySignal } from './any-signal.js'

describe('a signal of several', () => {
  it('is aborted with the first of them, for its reason', () => {
    const [one, other] = [new AbortController(), new AbortController()]
    const { signal } = anySignal(one.signal, other.signal)
    expect(signal.aborted).toBe(false)
    other.abort('enough')
    one.abort('too late')
    expect(signal.reason).toBe('enough')
  })

  it('is aborted at once with one that is', () => {
    const { signal } = anySignal(new AbortController().signal, AbortSignal.abort('before'))
    expect(signal.reason).toBe('before')
  })

  it('leaves nothing behind', () => {
    const [lasting, other] = [new AbortController(), new AbortController()]
    const { signal, letGo } = anySignal(lasting.signal, other.signal)
    letGo()
    expect(getEventListeners(lasting.signal, 'abort')).toEqual([])
    lasting.abort()
    expect(signal.aborted).toBe(false)

    const long = new AbortController()
    anySignal(long.signal, other.signal)
    other.abort()
    expect(getEventListeners(long.signal, 'abort')).toEqual([])
  })
})
