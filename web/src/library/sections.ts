import type { Routes } from '../api/types'
import type { GridSection } from '../grid/section-view'

type Month = Routes['GET /timeline']['answer']['months'][number]

/** A stretch of the library that is loaded and laid out as one. */
export interface Section extends GridSection {
  key: string
  /** as the api takes them: 2024-05, 2024-03..2024-06 or undated */
  months: string
  /** of its first photo among those of the months */
  offset: number
  /** false for the following pieces of a big month */
  headed: boolean
}

/** Small months are shown together, big ones in pieces: each is one request, and a screenful at least. */
const SMALLEST = 36
export const BIGGEST = 500

export function sectionsOf(months: readonly Month[]): Section[] {
  const sections: Section[] = []
  let group: Month[] = []
  let first = 0
  const finish = () => {
    const [newest, oldest] = [group[0]?.month, group.at(-1)?.month]
    const total = group.reduce((sum, { count }) => sum + count, 0)
    const dated = newest && oldest
    const name = !dated ? 'undated' : newest === oldest ? newest : `${oldest}..${newest}`
    for (let offset = 0; offset < total; offset += BIGGEST) {
      const count = Math.min(BIGGEST, total - offset)
      const span = dated ? { newest, oldest } : null
      sections.push({ key: `${name}+${offset}`, months: name, span, offset, count, first, headed: offset === 0 })
      first += count
    }
    group = []
  }
  for (const month of months) {
    const gathered = group.reduce((sum, { count }) => sum + count, 0)
    const alone = month.month === null || gathered >= SMALLEST || gathered + month.count > BIGGEST
    if (group.length > 0 && alone) finish()
    group.push(month)
  }
  if (group.length > 0) finish()
  return sections
}

/** The section that holds the photo at a place in the library. */
export function sectionAt(sections: readonly Section[], index: number): Section | undefined {
  let [low, high] = [0, sections.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sections[middle] as Section).first <= index) low = middle
    else high = middle - 1
  }
  return sections[low]
}
