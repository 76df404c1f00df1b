import { expect, it } from 'vitest'
import { predict } from './predict.js'

const evening = new Date(2026, 10, 22, 20, 30)

it.each([
  ['the same day', 60, { left: 120 }, '120 photos left: about 2 min, until 20:32.'],
  ['over night', 61.7, { left: 28_400 }, '28,400 photos left: about 7 h 40 min, until tomorrow 04:10.'],
  ['for days', 6, { left: 31_000 }, '31,000 photos left: about 4 days, until Thursday 26 November.'],
  ['for months', 1, { left: 80_000 }, '80,000 photos left: about 56 days, until Sunday 17 January 2027.'],
  ['one photo', 60, { left: 1 }, '1 photo left: about 1 s, until 20:30.'],
  ['nothing', 60, { left: 0 }, 'No photo is waiting.'],
  [
    'without a daemon',
    20,
    { left: undefined },
    'At this speed 1,000 photos take about 50 min, 20,000 about 16 h 40 min.',
  ],
  [
    'only at night',
    60,
    { left: 36_000, hours: '22:00-07:00' },
    '36,000 photos left: about 10 h 0 min of work; analysis works from 22:00 to 07:00 only.',
  ],
])('tells how long it takes: %s', (_, photosPerMinute, backlog, sentence) => {
  expect(predict(photosPerMinute, backlog, evening).sentence).toBe(sentence)
})

it('gives the same in figures', () => {
  expect(predict(60, { left: 120 }, evening)).toMatchObject({
    ...{ left: 120, seconds: 120, until: new Date(2026, 10, 22, 20, 32).toISOString() },
  })
  expect(predict(60, { left: undefined }, evening)).toMatchObject({ left: null, seconds: 1_000, until: null })
})
