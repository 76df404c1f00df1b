import type { BilingualName } from '#core/place'
import type { AreaCodes } from '../gazetteer.js'
import { chinesePrefectures, taiwaneseCounties } from './chinese-prefectures.js'
import { regionNames } from './regions.js'

/** Names for which ICU is long-winded. */
const shortCountryNames: Record<string, BilingualName> = {
  HK: { en: 'Hong Kong', zh: '香港' },
  MO: { en: 'Macau', zh: '澳门' },
}

/** China's cities of provincial rank, by GeoNames' region code. */
const municipalities: Record<string, BilingualName> = {
  '22': { en: 'Beijing', zh: '北京' },
  '23': { en: 'Shanghai', zh: '上海' },
  '28': { en: 'Tianjin', zh: '天津' },
  '33': { en: 'Chongqing', zh: '重庆' },
}

const english = new Intl.DisplayNames('en', { type: 'region' })
const chinese = new Intl.DisplayNames('zh-Hans', { type: 'region' })

const regions = new Map(
  Object.entries(regionNames).flatMap(([country, table]) =>
    table.split(';').map((entry) => {
      const [code = '', names = ''] = entry.trim().split('=')
      const [zh = '', en] = names.split('|')
      return [`${country}.${code}`, { zh, en }] as const
    }),
  ),
)

const districts = new Map([...districtEntries('CN', chinesePrefectures), ...districtEntries('TW', taiwaneseCounties)])

function districtEntries(country: string, table: string): [string, BilingualName][] {
  return table.split(';').map((entry) => {
    const [code = '', en = '', zh = ''] = entry.trim().split('|')
    return [`${country}.${code}`, { en, zh }]
  })
}

export function countryName(code: string): BilingualName {
  return shortCountryNames[code] ?? { en: english.of(code) ?? code, zh: chinese.of(code) ?? code }
}

/** Name of a first-level region; null where GeoNames has none and we know none. */
export function regionName(country: string, code: string, geonamesName: string): BilingualName | null {
  // These have a country code of their own, and are regions of the first level all the same.
  if (country === 'HK' || country === 'MO' || country === 'TW') return countryName(country)
  const known = regions.get(`${country}.${code}`)
  const en = known?.en ?? geonamesName
  return en === '' ? null : { en, zh: known?.zh ?? en }
}

/**
 * The city by which a district is known where second-level districts are cities: prefectures of China (Yangshuo is in
 * Guilin), its municipalities, counties of Taiwan, Hong Kong and Macau as wholes. Null elsewhere.
 */
export function districtCity({ country, region, district }: AreaCodes): BilingualName | null {
  if (country === 'HK' || country === 'MO') return countryName(country)
  const municipality = country === 'CN' ? municipalities[region] : undefined
  return municipality ?? districts.get(`${country}.${district}`) ?? null
}
