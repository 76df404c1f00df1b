import type { DayRange } from '../understood.js'

/** Reckoning with local days as ISO dates; a month or day beyond its bounds goes over into the next. */

const DAY = 86_400_000

/** No photo is older, none is taken later than the last. */
export const EARLIEST = '1800-01-01'

export function day(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10)
}

export function isDay(year: number, month: number, date: number): boolean {
  return month >= 1 && month <= 12 && date >= 1 && date <= daysOfMonth(year, month)
}

function daysOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export function plusDays(from: string, days: number): string {
  return new Date(Date.parse(from) + days * DAY).toISOString().slice(0, 10)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}

/** The same date some months away, or the last day of that month where it is shorter. */
export function plusMonths(from: string, months: number): string {
  const first = wholeMonth(yearOf(from), monthOf(from) + months).from
  const date = Math.min(dateOf(from), daysOfMonth(yearOf(first), monthOf(first)))
  return day(yearOf(first), monthOf(first), date)
}

export const yearOf = (day: string): number => Number(day.slice(0, 4))
export const monthOf = (day: string): number => Number(day.slice(5, 7))
export const dateOf = (day: string): number => Number(day.slice(8, 10))

/** Monday is 1, Sunday 7. */
export function weekday(day: string): number {
  return new Date(day).getUTCDay() || 7
}

export function wholeYear(year: number): DayRange {
  return { from: day(year, 1, 1), to: day(year, 12, 31) }
}

export function wholeMonth(year: number, month: number): DayRange {
  return { from: day(year, month, 1), to: day(year, month + 1, 0) }
}

/** Monday to Sunday. */
export function wholeWeek(within: string): DayRange {
  const monday = plusDays(within, 1 - weekday(within))
  return { from: monday, to: plusDays(monday, 6) }
}

/** The n-th such weekday of a month, counted from one. */
export function nthWeekday(year: number, month: number, which: number, n: number): string {
  const first = day(year, month, 1)
  return plusDays(first, ((which - weekday(first) + 7) % 7) + 7 * (n - 1))
}

/** A formatter costs more than the rest of a question. There are some six hundred zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** The day it is for somebody in that time zone; in UTC where no such zone is known. */
export function localDay(now: Date, timeZone: string): string {
  const time = Number.isNaN(now.getTime()) ? new Date(0) : now
  try {
    const known = formats.get(timeZone)
    const format =
      known ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    if (!known) formats.set(timeZone, format)
    return format.format(time)
  } catch {
    return time.toISOString().slice(0, 10)
  }
}
