import { expect, test } from 'vitest'
import { BIGGEST, sectionAt, sectionsOf } from './sections'

test('small months come together, big ones in pieces, undated ones by themselves', () => {
  const months = [
    { month: '2024-06', count: 3 },
    { month: '2024-05', count: 40 },
    { month: '2024-04', count: 1_200 },
    { month: '2023-12', count: 2 },
    { month: null, count: 7 },
  ]
  const sections = sectionsOf(months)
  expect(sections.map(({ months, offset, count, first, headed }) => [months, offset, count, first, headed])).toEqual([
    ['2024-05..2024-06', 0, 43, 0, true],
    ['2024-04', 0, BIGGEST, 43, true],
    ['2024-04', BIGGEST, BIGGEST, 43 + BIGGEST, false],
    ['2024-04', 2 * BIGGEST, 200, 43 + 2 * BIGGEST, false],
    ['2023-12', 0, 2, 1243, true],
    ['undated', 0, 7, 1245, true],
  ])
  expect(sectionAt(sections, 0)).toBe(sections[0])
  expect(sectionAt(sections, 42)).toBe(sections[0])
  expect(sectionAt(sections, 43)).toBe(sections[1])
  expect(sectionAt(sections, 1_250)).toBe(sections[5])
  expect(sectionAt([], 3)).toBeUndefined()
})
