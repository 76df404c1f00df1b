import { describe, expect, it } from 'vitest'
import { isGrowing, trendOf } from './trend.js'

const samples = (value: (hours: number) => number) =>
  Array.from({ length: 240 }, (_, i) => ({ hours: i / 120, value: value(i / 120) }))

describe('trendOf', () => {
  it('finds the slope under noise', () => {
    const trend = trendOf(samples((hours) => 100 + 20 * hours + 3 * Math.sin(hours * 99)))
    expect(trend.perHour).toBeCloseTo(20, 0)
    expect(isGrowing(trend, 2)).toBe(true)
  })

  it('takes noise and a small drift for flat', () => {
    expect(isGrowing(trendOf(samples((hours) => 100 + 8 * Math.sin(hours * 99))), 2)).toBe(false)
    expect(isGrowing(trendOf(samples((hours) => 100 + hours)), 2)).toBe(false)
    expect(isGrowing(trendOf(samples((hours) => 100 - 30 * hours)), 2)).toBe(false)
  })
})
