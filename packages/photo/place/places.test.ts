import { describe, expect, it } from 'vitest'
import { distanceKm } from './distance.js'
import { loadGazetteer } from './gazetteer.js'
import { knownPlacesOf } from './known-place-index.js'
import { knownPlaces } from './names/known-places.js'
import { createPlaces } from './places.js'

const places = createPlaces()

describe('landmarks', () => {
  it.each([
    ['Sanya', 18.2206, 109.5119, 'CN', '中国', '海南', 'Sanya', '三亚'],
    ['Lijiang', 26.8721, 100.2299, 'CN', '中国', '云南', 'Lijiang', '丽江'],
    ['the Bund', 31.2397, 121.4998, 'CN', '中国', '上海', 'Shanghai', '上海'],
    ['Beijing', 39.9163, 116.3972, 'CN', '中国', '北京', 'Beijing', '北京'],
    ['Chongqing', 29.5627, 106.5771, 'CN', '中国', '重庆', 'Chongqing', '重庆'],
    ['Lhasa', 29.6577, 91.117, 'CN', '中国', '西藏', 'Lhasa', '拉萨'],
    ['Yangshuo', 24.778, 110.489, 'CN', '中国', '广西', 'Yangshuo, Guilin', '桂林阳朔'],
    ['Beidaihe', 39.83, 119.48, 'CN', '中国', '河北', 'Beidaihe, Qinhuangdao', '秦皇岛北戴河'],
    ['Wanning', 18.7953, 110.3917, 'CN', '中国', '海南', 'Wanning', '万宁'],
    ['Taipei 101', 25.0339, 121.5645, 'TW', '台湾', '台湾', 'Taipei', '台北'],
    ['Victoria Peak', 22.2759, 114.1455, 'HK', '香港', '香港', 'Hong Kong', '香港'],
    ['Lo Wu', 22.535, 114.11, 'CN', '中国', '广东', 'Shenzhen', '深圳'],
    ["St Paul's", 22.1975, 113.5409, 'MO', '澳门', '澳门', 'Macau', '澳门'],
    ['Nice', 43.695, 7.265, 'FR', '法国', '普罗旺斯-阿尔卑斯-蓝色海岸', 'Nice', '尼斯'],
    ['Monaco', 43.7396, 7.4275, 'MC', '摩纳哥', 'Municipality of Monaco', 'Monaco', '摩纳哥'],
    ['Eiffel Tower', 48.8584, 2.2945, 'FR', '法国', '法兰西岛', 'Paris', '巴黎'],
    ['Brooklyn Bridge', 40.7061, -73.9969, 'US', '美国', '纽约州', 'New York', '纽约'],
    ['Bali', -8.7089, 115.1689, 'ID', '印度尼西亚', '巴厘岛', 'Kuta', '库塔'],
    ['Fushimi Inari', 34.9671, 135.7727, 'JP', '日本', '京都', 'Kyoto', '京都'],
    ['Opera House', -33.8568, 151.2153, 'AU', '澳大利亚', '新南威尔士州', 'Sydney', '悉尼'],
    ['Berlin', 52.5163, 13.3777, 'DE', '德国', '柏林', 'Berlin', '柏林'],
    ['Machu Picchu', -13.1631, -72.545, 'PE', '秘鲁', 'Cuzco Department', 'Machu Picchu', '马丘比丘'],
  ])('%s', async (_, latitude, longitude, countryCode, country, region, city, cityZh) => {
    const place = await places.find(latitude, longitude)
    expect(place).toMatchObject({ countryCode, country: { zh: country }, region: { zh: region } })
    expect(place?.city).toEqual({ en: city, zh: cityZh })
    expect(place?.distanceKm).toBeLessThan(20)
  })

  it('names villages that no table knows as GeoNames does', async () => {
    const place = await places.find(28.0026, 86.853)
    expect(place).toMatchObject({ countryCode: 'NP', city: { en: 'Lobuche', zh: 'Lobuche' } })
  })

  it('names a country of cities without a region', async () => {
    expect(await places.find(1.2834, 103.8607)).toMatchObject({ region: null, city: { zh: '新加坡' } })
  })

  it.each([
    ['mid-Pacific', -20, -130],
    ['mid-Atlantic', 30, -40],
    ['North Pole', 90, 0],
    ['off Portugal', 39.5, -11.5],
  ])('names nothing in the %s', async (_, latitude, longitude) => {
    expect(await places.find(latitude, longitude)).toBeNull()
  })

  it('names only the country in a desert', async () => {
    const place = await places.find(-24.5, 129.5)
    expect(place).toEqual({
      countryCode: 'AU',
      country: { en: 'Australia', zh: '澳大利亚' },
      region: null,
      city: null,
      distanceKm: null,
    })
  })

  it('looks across the date line and around the pole', async () => {
    expect(await places.find(-16.5, -179.99)).toMatchObject({ countryCode: 'FJ' })
    expect(await places.find(-16.5, 180)).toMatchObject({ countryCode: 'FJ' })
    expect(await places.find(78.2, 15.6)).toMatchObject({ countryCode: 'SJ' })
  })
})

describe('gazetteer', () => {
  it('finds what looking at every place would find', async () => {
    const gazetteer = await loadGazetteer()
    expect(gazetteer.size).toBeGreaterThan(150_000)
    // Once with a narrow reach, which few cells answer, and once with a wide one.
    for (const [latitude, longitude] of [
      [45.1, 9.7],
      [64.2, -51.6],
      [-17.8, 178.9],
    ] as const) {
      const near = gazetteer.nearest(latitude, longitude, 300)
      const far = gazetteer.nearest(latitude, longitude, 2000)
      expect(far).toEqual(near)
    }
    expect(gazetteer.nearest(45.1, 9.7, 300, (area) => area.country === 'CH')?.country).toBe('CH')
    expect(gazetteer.nearest(-20, -130, 300)).toBeNull()
  })
})

it('knows several hundred places, each in its own country', async () => {
  const gazetteer = await loadGazetteer()
  const wrong: string[] = []
  let count = 0
  for (const country of Object.keys(knownPlaces)) {
    for (const { name, latitude, longitude, radiusKm } of knownPlacesOf(country)) {
      count++
      const near = gazetteer.nearest(latitude, longitude, 300, (area) => area.country === country)
      const isSound = name.en !== '' && /[\u4e00-\u9fff]/.test(name.zh) && radiusKm > 0
      if (!isSound || !near || near.distanceKm > 250) wrong.push(`${country} ${name.en}`)
    }
  }
  expect(wrong).toEqual([])
  expect(count).toBeGreaterThan(800)
})

it('measures distances', () => {
  expect(distanceKm(48.8566, 2.3522, 51.5074, -0.1278)).toBeCloseTo(343.6, 0)
  expect(distanceKm(0, 179.9, 0, -179.9)).toBeCloseTo(22.2, 0)
})
