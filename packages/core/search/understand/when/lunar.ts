import type { DayRange } from '../understood.js'
import { day, daysBetween, plusDays } from './calendar.js'

/** Days of the Chinese calendar, as the Unicode calendars of the runtime reckon it. */

const calendar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })
const known = new Map<string, string | undefined>()

/**
 * The day of a lunar date in the Chinese year that begins in this year; of the month itself, not of its leap month.
 * Undefined where the calendar does not have it.
 */
export function lunarDay(year: number, month: number, date: number): string | undefined {
  const key = `${year}-${month}-${date}`
  if (!known.has(key)) known.set(key, reckon(year, month, date))
  return known.get(key)
}

/** The last day of the Chinese year that begins in the year before: 除夕, whatever the length of its month. */
export function lunarNewYearsEve(year: number): string | undefined {
  const newYear = lunarDay(year, 1, 1)
  return newYear && plusDays(newYear, -1)
}

export function lunarMonth(year: number, month: number): DayRange | undefined {
  const from = lunarDay(year, month, 1)
  const last = from && [29, 28].map((days) => plusDays(from, days)).find((end) => read(end).month === month)
  return last ? { from, to: last } : undefined
}

/** New year falls on 21 January to 21 February; from there a month has 29.53 days, and there may be a leap month. */
function reckon(year: number, month: number, date: number): string | undefined {
  const newYear = month === 1 ? seek(day(year, 2, 5), 1, 1) : lunarDay(year, 1, 1)
  if (!newYear) return undefined
  if (month === 1) return plusDays(newYear, date - 1)
  const guess = plusDays(newYear, Math.round(29.53 * (month - 1)) + date - 1)
  return seek(guess, month, date)
}

/** From a day near it to the day wanted, by what the calendar says of the days on the way. */
function seek(from: string, month: number, date: number): string | undefined {
  let at = from
  for (let step = 0; step < 6; step++) {
    const found = read(at)
    if (!found.leap && found.month === month && found.date === date) return at
    const months = ((month - found.month + 18) % 12) - 6
    const days = Math.round(29.53 * (found.leap && months === 0 ? -1 : months)) + date - found.date
    const next = plusDays(at, days === 0 ? -29 : days)
    if (Math.abs(daysBetween(from, next)) > 70) return undefined
    at = next
  }
  return undefined
}

function read(on: string): { month: number; date: number; leap: boolean } {
  let month = ''
  let date = 0
  for (const { type, value } of calendar.formatToParts(new Date(on))) {
    if (type === 'month') month = value
    if (type === 'day') date = Number(value)
  }
  return { month: Number.parseInt(month, 10), date, leap: /\D/.test(month) }
}
