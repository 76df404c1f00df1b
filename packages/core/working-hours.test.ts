import { describe, expect, it } from 'vitest'
import { isWithin, nextChange } from './working-hours.js'

const at = (time: string) => new Date(`2026-11-22T${time}`)

describe('working hours', () => {
  it.each([
    ['22:00-07:00', '21:59:59', false, '2026-11-22T22:00'],
    ['22:00-07:00', '22:00:00', true, '2026-11-23T07:00'],
    ['22:00-07:00', '03:00:00', true, '2026-11-22T07:00'],
    ['22:00-07:00', '07:00:00', false, '2026-11-22T22:00'],
    ['09:30-12:00', '09:29:00', false, '2026-11-22T09:30'],
    ['09:30-12:00', '11:59:59', true, '2026-11-22T12:00'],
    ['09:30-12:00', '12:00:00', false, '2026-11-23T09:30'],
    ['00:00-00:00', '12:00:00', true, undefined],
  ])('%s at %s: %s, until %s', (hours, time, within, until) => {
    expect(isWithin(hours, at(time))).toBe(within)
    expect(nextChange(hours, at(time))).toEqual(until === undefined ? undefined : new Date(until))
  })
})
