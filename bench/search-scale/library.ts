import { createHash } from 'node:crypto'
import type { Place } from '#core/place'
import { type Caption, caption, randomFrom } from './captions.js'

export interface SyntheticPhoto {
  id: string
  path: string
  takenLocal: string | null
  place: Place | null
  camera: { make: string; model: string }
  format: string
  phash: bigint
  favourite: boolean
  shareId: number
  analysis: Caption
}

const cameras = [
  ...[
    ['Apple', 'iPhone 14 Pro'],
    ['Apple', 'iPhone 12'],
    ['HUAWEI', 'P40 Pro'],
    ['Canon', 'Canon EOS R5'],
    ['SONY', 'ILCE-7M4'],
  ],
  ...[
    ['FUJIFILM', 'X-T5'],
    ['NIKON CORPORATION', 'NIKON Z 6'],
    ['Google', 'Pixel 7'],
    ['Xiaomi', 'Mi 11'],
    ['DJI', 'FC3170'],
  ],
] as [string, string][]

const cities: [code: string, country: [string, string], city: [string, string]][] = [
  ...cn(
    'Shanghai|上海, Beijing|北京, Hangzhou|杭州, Chengdu|成都, Suzhou|苏州, Xiamen|厦门, Guangzhou|广州, Sanya|三亚, Lijiang|丽江, Harbin|哈尔滨',
  ),
  ...in_('JP', 'Japan|日本', 'Kyoto|京都, Tokyo|东京, Osaka|大阪, Sapporo|札幌'),
  ...in_('FR', 'France|法国', 'Paris|巴黎, Lyon|里昂, Nice|尼斯'),
  ...in_('GB', 'United Kingdom|英国', 'London|伦敦, Edinburgh|爱丁堡'),
  ...in_('US', 'United States|美国', 'New York|纽约, San Francisco|旧金山, Boston|波士顿'),
  ...in_('IT', 'Italy|意大利', 'Rome|罗马, Venice|威尼斯'),
]

/** Photos of twenty years, most of them of late, in the order in which a walk would find them: roughly by time. */
export function* library(photos: number): Generator<SyntheticPhoto> {
  const random = randomFrom(7)
  const end = Date.UTC(2026, 9, 1)
  const years = 20 * 365.25 * 86_400_000
  for (let n = 0; n < photos; n++) {
    const through = n / photos
    const day = end - years * (1 - through) ** 1.6 + (random() - 0.5) * 60 * 86_400_000
    const taken = new Date(day - (day % 1000))
    // Somebody is at home mostly, and a while in one place otherwise.
    const trip = Math.floor(taken.getTime() / (12 * 86_400_000))
    const away = trip % 5 === 0
    const where = cities[away ? (trip * 7) % cities.length : 0] as (typeof cities)[number]
    const [make, model] = cameras[Math.min(cameras.length - 1, Math.floor(random() ** 2 * cameras.length))] as [
      string,
      string,
    ]
    const stamp = taken.toISOString().slice(0, 19)
    yield {
      id: createHash('sha256').update(`photo ${n}`).digest('hex'),
      path: `${stamp.slice(0, 4)}/${stamp.slice(0, 7)}/IMG_${stamp.slice(0, 10).replaceAll('-', '')}_${String(n % 10_000).padStart(4, '0')}.jpg`,
      takenLocal: random() < 0.01 ? null : stamp.replace('T', ' '),
      place: random() < 0.25 ? null : placeOf(where, random),
      camera: { make, model },
      format: random() < 0.3 ? 'heic' : 'jpeg',
      phash: BigInt.asIntN(
        64,
        (BigInt(Math.floor(random() * 2 ** 32)) << 32n) | BigInt(Math.floor(random() * 2 ** 32)),
      ),
      favourite: random() < 0.01,
      shareId: random() < 0.7 ? 1 : 2,
      analysis: caption(random),
    }
  }
}

function placeOf([countryCode, country, city]: (typeof cities)[number], random: () => number): Place {
  const name = ([en, zh]: [string, string]) => ({ en, zh })
  return { countryCode, country: name(country), region: null, city: name(city), distanceKm: Math.floor(random() * 9) }
}

function cn(list: string) {
  return in_('CN', 'China|中国', list)
}

function in_(code: string, country: string, list: string): typeof cities {
  const pair = (text: string) => text.split('|') as [string, string]
  return list.split(', ').map((city) => [code, pair(country), pair(city)])
}
