import type { BilingualName, Place } from '#core/place'
import { zoneAt } from '../metadata/time-zone.js'
import { type Gazetteer, type GazetteerPlace, loadGazetteer } from './gazetteer.js'
import { knownPlaceAt } from './known-place-index.js'
import { countryName, districtCity, regionName } from './names/lookup.js'

export interface Places {
  /**
   * The place at a point in degrees, or null where nothing is near (the open sea). Offline; far below a millisecond
   * once the gazetteer is loaded, which the first call does.
   */
  find(latitude: number, longitude: number): Promise<Place | null>
}

/** Farther from any populated place than this, only the country is named. */
const regionReachKm = 100
/** A village farther away than this is not where the photo was taken. */
const cityReachKm = 50
/** Farther than this from anywhere, nothing is named. */
const countryReachKm = 300

/** Time zones along China's borders with Hong Kong and Macau, where the nearest place is often on the other side. */
const zoneCountries: Record<string, string> = { 'Asia/Hong_Kong': 'HK', 'Asia/Macau': 'MO', 'Asia/Shanghai': 'CN' }

interface City {
  name: BilingualName
  distanceKm: number
}

/** Names places from GeoNames' gazetteer, in English and Chinese. */
export function createPlaces(): Places {
  let loading: Promise<Gazetteer> | null = null
  return {
    async find(latitude, longitude) {
      loading ??= loadGazetteer()
      const gazetteer = await loading.catch((error: unknown) => {
        loading = null
        throw error
      })
      const nearest = nearestPlace(gazetteer, latitude, longitude)
      if (!nearest) return null
      const country = { countryCode: nearest.country, country: countryName(nearest.country) }
      const city = cityAt(gazetteer, nearest, latitude, longitude)
      if (city || nearest.distanceKm <= regionReachKm) {
        const region = regionName(nearest.country, nearest.region, nearest.regionName)
        return { ...country, region, city: city?.name ?? null, distanceKm: city && round(city.distanceKm) }
      }
      // Time zones end at the coast: far from anywhere, they tell a desert from the sea.
      const zone = zoneAt(latitude, longitude)
      if (zone === null || zone.startsWith('Etc/')) return null
      return { ...country, region: null, city: null, distanceKm: null }
    },
  }
}

function nearestPlace(gazetteer: Gazetteer, latitude: number, longitude: number): GazetteerPlace | null {
  const nearest = gazetteer.nearest(latitude, longitude, countryReachKm)
  if (!nearest || !Object.values(zoneCountries).includes(nearest.country)) return nearest
  const country = zoneCountries[zoneAt(latitude, longitude) ?? '']
  if (country === undefined || country === nearest.country) return nearest
  return gazetteer.nearest(latitude, longitude, 10, (area) => area.country === country) ?? nearest
}

function cityAt(gazetteer: Gazetteer, nearest: GazetteerPlace, latitude: number, longitude: number): City | null {
  const district = nearest.distanceKm <= regionReachKm ? districtAt(gazetteer, nearest, latitude, longitude) : null
  const known = knownPlaceAt(nearest.country, latitude, longitude)
  if (known && district) return { name: within(known.name, district.name), distanceKm: known.distanceKm }
  if (known || district) return known ?? district
  const { name, distanceKm } = nearest
  return distanceKm <= cityReachKm ? { name: { en: name, zh: name }, distanceKm } : null
}

function districtAt(gazetteer: Gazetteer, nearest: GazetteerPlace, latitude: number, longitude: number): City | null {
  const name = districtCity(nearest)
  if (name) return { name, distanceKm: nearest.distanceKm }
  if (nearest.country !== 'CN') return null
  // A few places say only their province: ask a neighbour.
  const neighbour = gazetteer.nearest(
    latitude,
    longitude,
    cityReachKm,
    (area) => area.country === 'CN' && area.region === nearest.region && districtCity(area) !== null,
  )
  const neighbourName = neighbour && districtCity(neighbour)
  return neighbourName && { name: neighbourName, distanceKm: nearest.distanceKm }
}

/** Yangshuo in Guilin: 桂林阳朔, found by either name. */
function within(sight: BilingualName, city: BilingualName): BilingualName {
  return { en: `${sight.en}, ${city.en}`, zh: `${city.zh}${sight.zh}` }
}

function round(km: number): number {
  return Math.round(km * 10) / 10
}
