/** Local dates as people give them: 2024, 2024-05, 2024-05-01 or 2024-05-01T12:00. */
export const localDate = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?)?)?)?$/

export const FIRST_MOMENT = '0001-01-01'
/** Where four digits of a year end. */
export const LAST_MOMENT = '9999-12-31T23:59:59.999999'

/** 2024-05 → 2024-05-01. */
export function startOf(date: string): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date
}

/** The first moment after a date, month or year; a time of day is itself the last minute or second. */
export function endOf(date: string): string {
  const end = new Date(`${startOf(date)}${date.length <= 10 ? 'T00:00' : ''}Z`)
  if (date.length === 4) end.setUTCFullYear(end.getUTCFullYear() + 1)
  else if (date.length === 7) end.setUTCMonth(end.getUTCMonth() + 1)
  else if (date.length === 10) end.setUTCDate(end.getUTCDate() + 1)
  else if (date.length === 16) end.setUTCMinutes(end.getUTCMinutes() + 1)
  else end.setUTCSeconds(end.getUTCSeconds() + 1)
  return end.getUTCFullYear() > 9999 ? LAST_MOMENT : end.toISOString().slice(0, 19)
}

export function isRealDate(date: string): boolean {
  if (!localDate.test(date)) return false
  const start = startOf(date)
  const parsed = new Date(`${start}${start.length <= 10 ? 'T00:00' : ''}Z`)
  return date.slice(0, 4) > '0000' && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(start)
}
