import { expect, test } from 'vitest'
import { aspectOf, GAP, justify } from './justify'

const shapes = Array.from({ length: 57 }, (_, i) => ({
  width: [4000, 3000, 1080, 9000][i % 4] ?? 1,
  height: [3000, 4000, 2400, 2000][i % 4] ?? 1,
}))
const options = { width: 1000, rowHeight: 200, beginsDay: (index: number) => index % 10 === 0 }

test('every photo is placed once, in order, and full rows fill the width', () => {
  const { rows, height } = justify(shapes, options)
  expect(rows.flatMap((row) => row.items.map((item) => item.index))).toEqual(shapes.map((_, i) => i))
  for (const row of rows.slice(0, -1)) {
    const last = row.items.at(-1)
    expect((last?.left ?? 0) + (last?.width ?? 0)).toBeCloseTo(1000)
    expect(row.height).toBeLessThanOrEqual(200)
  }
  const end = rows.at(-1)
  expect(height).toBeCloseTo((end?.top ?? 0) + (end?.strip ?? 0) + (end?.height ?? 0))
})

test('rows do not overlap, and leave room for the labels of the days that begin in them', () => {
  const { rows } = justify(shapes, options)
  for (const [i, row] of rows.entries()) {
    expect(row.strip > 0).toBe(row.items.some((item) => item.index % 10 === 0))
    const next = rows[i + 1]
    if (next) expect(next.top).toBeCloseTo(row.top + row.strip + row.height + GAP)
  }
})

test('a single photo keeps its height, and extreme shapes are tamed', () => {
  const { rows } = justify([{ width: 300, height: 200 }], options)
  expect(rows[0]).toMatchObject({ height: 200, items: [{ index: 0, left: 0, width: 300 }] })
  expect(aspectOf({ width: 1, height: 100 })).toBeGreaterThan(0.5)
  expect(aspectOf({ width: null, height: null })).toBeCloseTo(4 / 3)
})
