import { describe, expect, it } from 'vitest'
import { takenAt } from './taken-at.js'
import { offsetAtLocal, zoneAt } from './time-zone.js'

const now = Date.parse('2026-01-01T00:00:00Z')
const file = { name: 'DSC_0042.JPG', mtimeMs: Date.parse('2025-03-01T12:00:00Z') }
const sanya = { latitude: 18.22, longitude: 109.51, altitude: null }
const newYork = { latitude: 40.7061, longitude: -73.9969, altitude: null }

describe('takenAt', () => {
  it('believes EXIF first, with its own offset', () => {
    const tags = { DateTimeOriginal: '2024:07:14 10:21:05', OffsetTimeOriginal: '-03:30' }
    expect(takenAt(tags, sanya, file, now)).toEqual({
      local: '2024-07-14T10:21:05',
      offsetMinutes: -210,
      source: 'exif',
    })
  })

  it.each([
    ['2024:07:14 10:21:05', newYork, -240],
    ['2024:01:14 10:21:05', newYork, -300],
    ['2024:07:14 10:21:05', sanya, 480],
    ['2024:07:14 10:21:05', { latitude: 43.8, longitude: 87.6, altitude: null }, 480],
    ['2024:07:14 10:21:05', { latitude: 27.7, longitude: 85.3, altitude: null }, 345],
    ['2024:07:14 10:21:05', null, null],
  ])('takes the offset of %s from the place', (date, location, offsetMinutes) => {
    expect(takenAt({ DateTimeOriginal: date }, location, file, now).offsetMinutes).toBe(offsetMinutes)
  })

  it.each([
    '0000:00:00 00:00:00',
    '1970:01:01 00:00:00',
    '2024:02:30 10:00:00',
    '2024:07:14 25:00:00',
    '2026:01:03 00:00:00',
    '    :  :     :  :  ',
    'yesterday',
    '',
    42,
    new Date(0),
    null,
  ])('passes over %s', (date) => {
    expect(takenAt({ DateTimeOriginal: date }, null, { ...file, name: 'IMG_20240714_102105.jpg' }, now)).toEqual({
      local: '2024-07-14T10:21:05',
      offsetMinutes: null,
      source: 'name',
    })
  })

  it('takes when it was digitised, then the name, then when it was edited, then the time of the file', () => {
    const edited = { ModifyDate: '2024:12:24 18:00:00' }
    const digitised = { CreateDate: '2001:02:03 04:05:06' }
    expect(takenAt({ ...edited, ...digitised }, null, file, now).local).toBe('2001-02-03T04:05:06')
    expect(takenAt(edited, null, { ...file, name: 'IMG_20240714_102105.jpg' }, now).source).toBe('name')
    expect(takenAt(edited, null, file, now)).toMatchObject({ local: '2024-12-24T18:00:00', source: 'exif' })
    expect(takenAt({}, sanya, file, now)).toEqual({ local: '2025-03-01T20:00:00', offsetMinutes: 480, source: 'mtime' })
  })

  it('shows instants in names in the zone of the place', () => {
    const pixel = { ...file, name: 'PXL_20240714_022105123.jpg' }
    expect(takenAt({}, sanya, pixel, now)).toEqual({
      local: '2024-07-14T10:21:05',
      offsetMinutes: 480,
      source: 'name',
    })
    const elsewhere = takenAt({}, null, pixel, now)
    const instant = Date.parse(`${elsewhere.local}Z`) - (elsewhere.offsetMinutes as number) * 60_000
    expect(new Date(instant).toISOString()).toBe('2024-07-14T02:21:05.000Z')
  })

  it('survives impossible times of files', () => {
    for (const mtimeMs of [0, -1, Number.NaN, 1e20, 0.5]) {
      expect(takenAt({}, null, { name: '', mtimeMs }, now).local).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    }
  })
})

it('knows the offset on either side of a change to summer time', () => {
  expect(offsetAtLocal('Europe/Paris', '2024-03-31T01:59:00')).toBe(60)
  expect(offsetAtLocal('Europe/Paris', '2024-03-31T03:01:00')).toBe(120)
  expect(offsetAtLocal('Europe/Paris', '2024-10-27T03:30:00')).toBe(60)
  expect(zoneAt(48.8584, 2.2945)).toBe('Europe/Paris')
  expect(zoneAt(Number.NaN, 0)).toBeNull()
})
