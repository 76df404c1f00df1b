import { expect, it } from 'vitest'
import { duration, gigabytes, photosADay } from './sentences.js'

it.each([
  [{ from: 0.7, to: 3.2 }, '0.5 to 3 seconds'],
  [{ from: 0.9, to: 1.1 }, '1 second'],
  [{ from: 24.1, to: 80.2 }, '25 to 80 seconds'],
  [{ from: 40, to: 300 }, '40 seconds to 5 minutes'],
  [{ from: 150, to: 600 }, '3 to 10 minutes'],
  [{ from: 7200, to: 30_000 }, '2 to 8 hours'],
])('says %o as %s', (seconds, words) => expect(duration(seconds)).toBe(words))

it('rounds what it does not know exactly', () => {
  expect(gigabytes(24 * 2 ** 30)).toBe('24 GB')
  expect(gigabytes(7.99e9)).toBe('7.4 GB')
  expect(photosADay({ from: 2, to: 9 })).toBe('9,000 to 40,000')
  expect(photosADay({ from: 1000, to: 1001 })).toBe('80')
})
