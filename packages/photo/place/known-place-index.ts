import type { BilingualName } from '#core/place'
import { distanceKm } from './distance.js'
import { knownPlaces } from './names/known-places.js'

export interface KnownPlace {
  name: BilingualName
  latitude: number
  longitude: number
  radiusKm: number
}

const byCountry = new Map(
  Object.entries(knownPlaces).map(([country, table]) => [
    country,
    table.split(';').map((entry): KnownPlace => {
      const [en = '', zh = '', latitude, longitude, radius] = entry.trim().split('|')
      return { name: { en, zh }, latitude: Number(latitude), longitude: Number(longitude), radiusKm: Number(radius) }
    }),
  ]),
)

/** All of a country's known cities and sights. */
export function knownPlacesOf(countryCode: string): readonly KnownPlace[] {
  return byCountry.get(countryCode) ?? []
}

/** The known city or sight of a country that a point belongs to: the one whose middle is nearest, measured by its size. */
export function knownPlaceAt(
  countryCode: string,
  latitude: number,
  longitude: number,
): { name: BilingualName; distanceKm: number } | null {
  let best: { place: KnownPlace; km: number } | null = null
  for (const place of knownPlacesOf(countryCode)) {
    const km = distanceKm(latitude, longitude, place.latitude, place.longitude)
    if (km > place.radiusKm) continue
    if (best === null || km / place.radiusKm < best.km / best.place.radiusKm) best = { place, km }
  }
  return best && { name: best.place.name, distanceKm: best.km }
}
