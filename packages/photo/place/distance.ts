const earthRadiusKm = 6371
const radians = Math.PI / 180

/** Great-circle distance between two points in degrees (haversine), in kilometres. */
export function distanceKm(latitude1: number, longitude1: number, latitude2: number, longitude2: number): number {
  const halfLatitude = Math.sin(((latitude2 - latitude1) * radians) / 2)
  const halfLongitude = Math.sin(((longitude2 - longitude1) * radians) / 2)
  const a =
    halfLatitude * halfLatitude +
    Math.cos(latitude1 * radians) * Math.cos(latitude2 * radians) * halfLongitude * halfLongitude
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(a)))
}

/** How many degrees of longitude a distance may span at a latitude; 180, all of them, where a pole is in reach. */
export function longitudeReach(latitude: number, km: number): number {
  const highest = Math.abs(latitude) + km / 111
  return highest >= 89 ? 180 : Math.min(180, km / (111 * Math.cos(highest * radians)))
}
