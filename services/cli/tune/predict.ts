import { duration } from '../up/progress.js'

export interface Prediction {
  /** photos that wait; null where nobody knows */
  left: number | null
  /** for all that wait, or for a thousand */
  seconds: number
  /** ISO 8601; null where nothing waits or work has hours of its own */
  until: string | null
  /** for people */
  sentence: string
}

export interface Backlog {
  /** photos to be analysed, and files of which nobody knows better; undefined without a daemon */
  left: number | undefined
  /** such as `22:00-07:00`, where analysis has hours */
  hours?: string | undefined
}

const number = new Intl.NumberFormat('en')

/** When the backlog will be done at this speed. */
export function predict(photosPerMinute: number, { left, hours }: Backlog, now = new Date()): Prediction {
  const secondsFor = (photos: number) => (60 * photos) / photosPerMinute
  const during = hours ? ` of work; analysis works from ${hours.replace('-', ' to ')} only` : ''
  if (left === undefined) {
    const [few, many] = [1_000, 20_000].map((photos) => duration(secondsFor(photos)))
    const sentence = `At this speed 1,000 photos take about ${few}, 20,000 about ${many}${during}.`
    return { left: null, seconds: secondsFor(1_000), until: null, sentence }
  }
  const seconds = secondsFor(left)
  if (left === 0) return { left, seconds, until: null, sentence: 'No photo is waiting.' }
  const photos = left === 1 ? '1 photo' : `${number.format(left)} photos`
  if (hours) return { left, seconds, until: null, sentence: `${photos} left: about ${duration(seconds)}${during}.` }
  const end = new Date(now.getTime() + 1000 * seconds)
  const sentence = `${photos} left: about ${duration(seconds)}, until ${moment(end, now)}.`
  return { left, seconds, until: end.toISOString(), sentence }
}

/** `16:40`, `tomorrow 04:10`, `Thursday 3 December`. */
function moment(end: Date, now: Date): string {
  const clock = end.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  const days = Math.round((midnight(end) - midnight(now)) / 86_400_000)
  if (days === 0) return clock
  if (days === 1) return `tomorrow ${clock}`
  const part = (options: Intl.DateTimeFormatOptions) => end.toLocaleDateString('en', options)
  const year = end.getFullYear() === now.getFullYear() ? '' : ` ${end.getFullYear()}`
  return `${part({ weekday: 'long' })} ${end.getDate()} ${part({ month: 'long' })}${year}`
}

const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
