import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createLog, repetitionLimit } from './log.js'

describe('a repeated line', () => {
  it('is written six times a minute and counted from then on', () => {
    const lines: { msg: string; suppressedLines?: number }[] = []
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(JSON.parse(String(chunk)))
        done()
      },
    })
    const log = createLog('test', 'info', sink)
    for (let i = 0; i < 1_000; i++) log.warn({ i }, 'the disk is full')
    log.warn('something else')
    expect(lines.map((line) => line.msg)).toEqual([...Array(6).fill('the disk is full'), 'something else'])
  })

  it('tells how many were left out when it is written again', () => {
    let now = 0
    const limit = repetitionLimit(2, 60_000, () => now)
    expect([limit('a'), limit('a'), limit('a'), limit('a')]).toEqual([
      { suppressed: 0 },
      { suppressed: 0 },
      'drop',
      'drop',
    ])
    now = 60_000
    expect(limit('a')).toEqual({ suppressed: 2 })
    expect(limit('a')).toEqual({ suppressed: 0 })
  })
})
