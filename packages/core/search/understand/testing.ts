import { understand } from './understand.js'
import type { KnownNames, PeopleCount, SearchFilter, Understood } from './understood.js'

const places = [
  ...[
    'Japan 日本',
    'Kyoto 京都',
    'Kyoto_Prefecture 京都府',
    'Osaka 大阪',
    'China 中国',
    'Beijing 北京',
    'Shanghai 上海',
  ],
  ...['Dali 大理', 'Turkey 土耳其', 'Paris 巴黎', 'France 法国', 'New_York 纽约', 'United_States 美国', 'Sanya 三亚'],
  ...['Nice 尼斯', 'Nikko 日光', 'Jordan 约旦', 'Hangzhou 杭州', 'Changsha 长沙', 'Florence 佛罗伦萨', 'Bath 巴斯'],
]

/** What the library of the tests knows by name. */
export const known: KnownNames = {
  places: places.map((pair) => {
    const [en = '', zh = ''] = pair.replace('_', ' ').split(/ (?=\P{ASCII})/u)
    return { en, zh }
  }),
  cameras: ['Apple', 'iPhone 15 Pro', 'iPhone 12', 'FUJIFILM', 'X-T5', 'Canon', 'Canon EOS R5', 'Google', 'Pixel 8'],
  shares: ['photos', 'family', 'nas-backup', '2019_old'],
}

/** Noon of Saturday, 14 November 2026, in Shanghai. */
const NOW = new Date('2026-11-14T04:00:00Z')

export function ask(question: string, now = NOW, timeZone = 'Asia/Shanghai'): Understood {
  return understand(question, { now, timeZone, known })
}

/**
 * What was understood in one line: the words left, then the conditions, then what must not be. Of more than four
 * stretches of days only their number is told.
 */
export function brief({ text, filter, not }: Understood): string {
  const denied = [...not.text, ...conditions(not.filter)].map((one) => `not ${one}`)
  return [text, ...conditions(filter), ...denied].filter((part, i) => i === 0 || part !== '').join(' | ')
}

function conditions({ days, everyYear, people, favourite, ...lists }: SearchFilter): string[] {
  const found: string[] = []
  const spans = (days ?? []).map(({ from, to }) => (from === to ? from : `${from}..${to}`))
  if (days) found.push(days.length > 4 ? `${days.length} stretches` : spans.join(', '))
  if (everyYear)
    found.push(`every ${everyYear.map(({ from, to }) => (from === to ? from : `${from}..${to}`)).join(', ')}`)
  if (people) found.push(counted(people))
  for (const [name, values] of Object.entries(lists)) found.push(`${name}: ${values.join(', ')}`)
  if (favourite) found.push('favourite')
  return found
}

function counted({ least, most }: PeopleCount): string {
  if (most === null) return `${least}+ people`
  return least === most ? `${least} people` : `${least}-${most} people`
}
