import type { Random } from './random.js'

/** What can be seen at a place; archetypes ask for one of these. */
export type Trait =
  | 'home'
  | 'coast'
  | 'mountain'
  | 'city'
  | 'temple'
  | 'snow'
  | 'desert'
  | 'europe'
  | 'nature'
  | 'sakura'
  | 'pandas'

export interface Journey {
  city: string
  /** first day, ISO */
  from: string
  days: number
  /** folders; none when the owner never sorted them */
  folders: string[]
  traits: Trait[]
}

/** Degrees; the names come from the product's own gazetteer. */
export const cities: Record<string, [latitude: number, longitude: number]> = {
  ...{ shanghai: [31.23, 121.473], kyoto: [35.021, 135.754], tokyo: [35.69, 139.692], sanya: [18.2206, 109.5119] },
  ...{ nice: [43.695, 7.265], bali: [-8.7089, 115.1689], paris: [48.857, 2.352], london: [51.507, -0.128] },
  ...{ newyork: [40.7061, -73.9969], chengdu: [30.66, 104.063], xian: [34.258, 108.929], lijiang: [26.8721, 100.2299] },
  ...{ harbin: [45.75, 126.65], interlaken: [46.686, 7.863], seoul: [37.566, 126.978], sydney: [-33.868, 151.207] },
  ...{ hangzhou: [30.29, 120.161], qingdao: [36.07, 120.38], beijing: [39.907, 116.397], barcelona: [41.388, 2.159] },
  ...{
    sanfrancisco: [37.775, -122.419],
    bangkok: [13.754, 100.501],
    guilin: [25.28, 110.296],
    xiamen: [24.48, 118.089],
  },
  ...{ hongkong: [22.283, 114.158], istanbul: [41.014, 28.95], dunhuang: [40.1, 94.72], sapporo: [43.067, 141.35] },
  ...{ osaka: [34.694, 135.501], rome: [41.894, 12.483], reykjavik: [64.135, -21.895] },
}

const row = (city: string, from: string, days: number, traits: string, ...folders: string[]): Journey => ({
  ...{ city, from, days, folders },
  traits: traits.split(' ') as Trait[],
})

export const journeys: Journey[] = [
  row('kyoto', '2024-11-08', 8, 'city temple nature', 'Kyoto autumn leaves', '2024/京都赏枫'),
  row('kyoto', '2023-04-01', 6, 'city temple sakura', '2023/日本樱花季', 'Kyoto 2023'),
  row('osaka', '2024-11-16', 4, 'city', '2024/大阪', 'Osaka street food'),
  row('tokyo', '2023-04-07', 5, 'city sakura temple', 'Tokyo trip'),
  row('sapporo', '2026-02-03', 6, 'snow mountain city', '2026/北海道滑雪', 'Hokkaido ski'),
  row('sanya', '2025-07-12', 9, 'coast', '2025/三亚亲子游', 'Sanya summer'),
  row('sanya', '2024-02-11', 5, 'coast', '2024/三亚过年'),
  row('qingdao', '2025-08-15', 6, 'coast city', '2025-08 青岛', 'Qingdao weekend'),
  row('qingdao', '2022-07-09', 5, 'coast city', '2022/青岛'),
  row('bali', '2025-06-20', 8, 'coast temple nature', 'Bali honeymoon', '2025/巴厘岛'),
  row('nice', '2023-06-18', 7, 'coast europe city', 'Nice and the Riviera'),
  row('barcelona', '2022-07-20', 7, 'coast europe city', 'Barcelona 2022'),
  row('sydney', '2026-01-10', 9, 'coast city', '2026/悉尼', 'Sydney'),
  row('xiamen', '2026-05-01', 5, 'coast city', '2026/五一厦门'),
  row('sanfrancisco', '2025-06-02', 6, 'city coast', 'California road trip'),
  row('paris', '2025-05-03', 7, 'europe city', 'Paris', '2025/巴黎'),
  row('london', '2022-12-18', 8, 'europe city', 'London Christmas'),
  row('rome', '2024-05-02', 6, 'europe city', '2024/罗马假日'),
  row('istanbul', '2023-10-02', 7, 'city temple', 'Turkey 2023'),
  row('newyork', '2023-12-26', 8, 'city', 'New York New Year'),
  row('reykjavik', '2024-03-05', 6, 'nature snow', 'Iceland northern lights'),
  row('interlaken', '2023-09-16', 7, 'mountain nature europe', 'Swiss Alps', '2023/瑞士'),
  row('lijiang', '2025-10-02', 6, 'mountain nature city', '2025/国庆丽江'),
  row('chengdu', '2025-04-04', 4, 'city nature pandas', '2025/成都大熊猫', 'Chengdu'),
  row('xian', '2024-05-20', 4, 'city temple', '2024/西安兵马俑'),
  row('beijing', '2024-10-02', 6, 'city temple', '2024/北京', 'Beijing'),
  row('harbin', '2026-01-22', 5, 'snow city', '2026/哈尔滨冰雪'),
  row('hangzhou', '2025-04-18', 3, 'city nature temple', '西湖周末', 'Hangzhou West Lake'),
  row('guilin', '2023-10-10', 5, 'mountain nature', '2023/桂林山水'),
  row('dunhuang', '2022-09-28', 5, 'desert temple', '2022/敦煌'),
  row('hongkong', '2025-12-24', 5, 'city', 'Hong Kong Christmas', '2025/香港'),
  row('bangkok', '2024-12-28', 6, 'city temple', 'Bangkok'),
  row('seoul', '2026-04-10', 5, 'city sakura', '2026/首尔', 'Seoul spring'),
]

export function dayOf(from: string, offset: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10)
}

/** Days at home lie between the library's first day and the fixed now of the questions. */
const FIRST = '2021-01-05'
export const LAST = '2026-05-18'
const SPAN = (Date.parse(LAST) - Date.parse(FIRST)) / 86_400_000

export function dayAtHome(r: Random): string {
  return dayOf(FIRST, r.int(0, SPAN))
}

/** First days of festivals by year, 2021 to 2026; lunar ones by the Chinese calendar. */
export const festivals: Record<string, string[]> = {
  springfestival: ['2021-02-12', '2022-02-01', '2023-01-22', '2024-02-10', '2025-01-29', '2026-02-17'],
  lanternfestival: ['2021-02-26', '2022-02-15', '2023-02-05', '2024-02-24', '2025-02-12', '2026-03-03'],
  dragonboat: ['2021-06-14', '2022-06-03', '2023-06-22', '2024-06-10', '2025-05-31'],
  midautumn: ['2021-09-21', '2022-09-10', '2023-09-29', '2024-09-17', '2025-10-06'],
  christmas: ['2021-12-25', '2022-12-25', '2023-12-25', '2024-12-25', '2025-12-25'],
  halloween: ['2021-10-31', '2022-10-31', '2023-10-31', '2024-10-31', '2025-10-31'],
}

/** Whether a day lies `before` to `after` days around the first day of a festival, in any year or in the one given. */
export function around(day: string, festival: string, before: number, after: number, year?: number): boolean {
  return (festivals[festival] ?? []).some(
    (first) =>
      (year === undefined || first.startsWith(`${year}`)) && day >= dayOf(first, -before) && day <= dayOf(first, after),
  )
}
