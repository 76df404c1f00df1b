import { describe, expect, it } from 'vitest'
import { duration, progressLine, type Status } from './progress.js'

const working: Status = {
  engine: { kind: 'embedded', model: 'm', state: 'ready', concurrency: 2 },
  queues: {
    ingest: { waiting: 0, active: 0, paused: false },
    analyse: { waiting: 5, active: 2, paused: false },
    deliver: { waiting: 0, active: 0, paused: false },
  },
  photos: { total: 1200, analysed: 340, pending: 858, failed: 2 },
  files: { found: 21480, ingested: 9112, pending: 12368, failed: 0, missing: 0 },
  rate: { perMinute: 14.2, etaSeconds: 3600 * 25 + 600 },
  shares: [{ name: 'family', path: '/p', state: 'online', files: 3 }],
}

describe('progressLine', () => {
  it('says what was found, what is done, how fast, and how long it will take', () => {
    expect(progressLine(working)).toBe(
      '21,480 found · 9,112 ingested · 340 of 1,200 analysed · 2 failed · working · 14 photos a minute · 25 h 10 min left',
    )
  })

  it('says what holds it up', () => {
    const waiting = { ...working.engine, state: 'waiting' }
    const paused = { ...working.queues, analyse: { waiting: 5, active: 0, paused: true } }
    const away = [{ ...working.shares[0], state: 'offline' }] as Status['shares']
    expect(progressLine({ ...working, engine: waiting })).toContain('waiting for a model')
    expect(progressLine({ ...working, queues: paused })).toContain('paused')
    expect(progressLine({ ...working, shares: away })).toContain('offline: family')
    const resting = { ...working.engine, hours: { hours: '22:00-07:00', open: false, changesAt: null } }
    expect(progressLine({ ...working, engine: resting })).toContain('resting, works 22:00-07:00')
    const part = { file: 'm.gguf', received: 1.2e9, total: 5e9, bytesPerSecond: 1e7 }
    const pulling = { ...working.engine, state: 'waiting', downloads: [part] }
    expect(progressLine({ ...working, engine: pulling })).toContain('downloading m.gguf: 1.2 of 5.0 GB, 6 min left')
    const done = { total: 1, analysed: 1, pending: 0, failed: 0 }
    const still = { ...working.files, pending: 0 }
    expect(progressLine({ ...working, photos: done, files: still })).toContain('all done, watching')
  })
})

describe('duration', () => {
  it.each([
    [0.2, '1 s'],
    [89, '89 s'],
    [300, '5 min'],
    [5400, '1 h 30 min'],
    [260_000, '3 days'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text)
  })
})
