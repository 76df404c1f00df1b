import type { Language } from './words'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const
const AGES: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** Numbers, times and sizes as a language writes them. */
export function createFormats(language: Language) {
  const locale = language === 'zh' ? 'zh-CN' : (navigator.languages.find((each) => each.startsWith('en')) ?? 'en')
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
  const day = format({ day: 'numeric', month: 'short', weekday: 'short', timeZone: 'UTC' })
  const dayShort = format({ day: 'numeric', month: 'short', timeZone: 'UTC' })
  const dayOfYear = format({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const month = format({ month: 'long', year: 'numeric', timeZone: 'UTC' })
  const moment = format({ dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const clock = format({ hour: 'numeric', minute: '2-digit' })
  const instant = format({ dateStyle: 'medium', timeStyle: 'short' })
  const units = language === 'zh' ? { d: '天', h: '小时', m: '分钟', s: '秒' } : { d: 'd', h: 'h', m: 'min', s: 's' }
  const part = (n: number, unit: keyof typeof units) => `${number.format(n)} ${units[unit]}`
  /** Local wall-clock time as it is written, whatever the zone it was taken in. */
  const local = (iso: string) => new Date(`${iso.slice(0, 19)}Z`)

  return {
    number: (n: number) => number.format(n),
    percent: (share: number) => new Intl.NumberFormat(locale, { style: 'percent' }).format(share),
    bytes(n: number): string {
      const power = n < 1 ? 0 : Math.min(Math.floor(Math.log10(n) / 3), UNITS.length - 1)
      return `${number.format(n / 1000 ** power)} ${UNITS[power]}`
    },
    /** 8000 → 2 h 13 min */
    duration(seconds: number): string {
      const [d, h, m] = [
        Math.floor(seconds / 86_400),
        Math.floor((seconds % 86_400) / 3600),
        Math.round((seconds % 3600) / 60),
      ]
      if (d > 0) return `${part(d, 'd')} ${part(h, 'h')}`
      if (h > 0) return `${part(h, 'h')} ${part(m, 'm')}`
      return seconds >= 60 ? part(m, 'm') : part(Math.round(seconds), 's')
    },
    /** an estimate: 75.4 → 75 s, 301 → 5 min */
    about(seconds: number): string {
      if (seconds < 90) return part(seconds < 10 ? Math.max(1, Math.round(seconds)) : Math.round(seconds / 5) * 5, 's')
      return seconds < 5400 ? part(Math.round(seconds / 60), 'm') : part(Math.round(seconds / 3600), 'h')
    },
    ago(iso: string, now = Date.now()): string {
      const seconds = Math.max(0, (now - Date.parse(iso)) / 1000)
      const [unit, size] = AGES.find(([, each]) => seconds >= each) ?? ['second', 1]
      return relative.format(-Math.floor(seconds / size), unit)
    },
    /** a photo's own local time */
    taken: (iso: string) => moment.format(local(iso)),
    day: (iso: string) => day.format(local(`${iso.slice(0, 10)}T00:00:00`)),
    dayShort: (iso: string) => dayShort.format(local(`${iso.slice(0, 10)}T00:00:00`)),
    dayOfYear: (iso: string) => dayOfYear.format(local(`${iso.slice(0, 10)}T00:00:00`)),
    /** 2024-05 → May 2024 */
    month: (yearMonth: string) => month.format(local(`${yearMonth}-01T00:00:00`)),
    /** May – June 2024; of Chinese months ICU would make 2024/5 – 2024/6 */
    months: (from: string, to: string) => {
      const [first, last] = [local(`${from}-01T00:00:00`), local(`${to}-01T00:00:00`)]
      return language === 'zh' ? `${month.format(first)} – ${month.format(last)}` : month.formatRange(first, last)
    },
    clock: (at: Date) => clock.format(at),
    instant: (iso: string) => instant.format(new Date(iso)),
  }
}
export type Formats = ReturnType<typeof createFormats>
