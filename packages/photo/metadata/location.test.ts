import { expect, it } from 'vitest'
import { locationFrom } from './location.js'

const gps = (latitude: unknown, latitudeRef: unknown, longitude: unknown, longitudeRef: unknown) => ({
  GPSLatitude: latitude,
  GPSLatitudeRef: latitudeRef,
  GPSLongitude: longitude,
  GPSLongitudeRef: longitudeRef,
})

it.each([
  [gps([18, 13, 14.16], 'N', [109, 30, 42.84], 'E'), 18.2206, 109.5119],
  [gps([33, 51.408, 0], 'S', [151, 12.918, 0], 'E'), -33.8568, 151.2153],
  [gps([40.7061], 'N', [73.9969], 'W'), 40.7061, -73.9969],
  // As ExifTool gives them: signed already.
  [gps(-8.7089, 'S', 115.1689, 'E'), -8.7089, 115.1689],
  [gps([90, 0, 0], 'N', [180, 0, 0], 'W'), 90, -180],
])('reads a place', (tags, latitude, longitude) => {
  expect(locationFrom(tags)).toEqual({ latitude, longitude, altitude: null })
})

it.each([
  {},
  gps([0, 0, 0], 'N', [0, 0, 0], 'E'),
  gps([91, 0, 0], 'N', [0, 0, 0], 'E'),
  gps([10, 0, 0], 'N', [180, 1, 0], 'E'),
  gps([10, 61, 0], 'N', [10, 0, 0], 'E'),
  gps([Number.NaN, 0, 0], 'N', [10, 0, 0], 'E'),
  gps([10, Number.POSITIVE_INFINITY, 0], 'N', [10, 0, 0], 'E'),
  gps([10, 0, 0], '', [10, 0, 0], 'E'),
  gps([10, 0, 0], undefined, [10, 0, 0], 'E'),
  gps([], 'N', [10], 'E'),
  gps('10', 'N', '10', 'E'),
])('takes no place from %j', (tags) => {
  expect(locationFrom(tags)).toBeNull()
})

it('reads heights above and below the sea', () => {
  const tags = gps([31, 30, 0], 'N', [35, 30, 0], 'E')
  expect(locationFrom({ ...tags, GPSAltitude: 2400.5 })?.altitude).toBe(2400.5)
  expect(locationFrom({ ...tags, GPSAltitude: 430, GPSAltitudeRef: Uint8Array.of(1) })?.altitude).toBe(-430)
  expect(locationFrom({ ...tags, GPSAltitude: Number.NaN })?.altitude).toBeNull()
})
