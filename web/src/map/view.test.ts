import { expect, test } from 'vitest'
import { boundsOf, cellOf, moved, onScreen, project, unproject, zoomed } from './view'

test('places come back from where they were projected to', () => {
  for (const [longitude, latitude] of [
    [135.77, 35.01],
    [-122.4, 37.8],
    [0, -54],
  ] as const) {
    const { x, y } = project(longitude, latitude)
    const back = unproject(x, y)
    expect(back.longitude).toBeCloseTo(longitude)
    expect(back.latitude).toBeCloseTo(latitude)
  }
})

test('zooming keeps the place under the pointer where it is', () => {
  const size = { width: 800, height: 600 }
  const view = { x: 0.5, y: 0.4, scale: 1_000 }
  const pointer = { x: 150, y: -80 }
  const { longitude, latitude } = unproject(view.x + pointer.x / view.scale, view.y + pointer.y / view.scale)
  const closer = zoomed(view, 3, pointer, 500)
  const spot = onScreen(closer, size, longitude, latitude)
  expect(spot.left).toBeCloseTo(400 + 150)
  expect(spot.top).toBeCloseTo(300 - 80)
  expect(zoomed(view, 0.01, pointer, 500).scale).toBe(500)
})

test('the map ends at its edge, and bounds are whole cells', () => {
  expect(moved({ x: 0.1, y: 0.5, scale: 100 }, 1_000, 0).x).toBe(0)
  const view = { x: 0.5, y: 0.5, scale: 1_000 }
  const cell = cellOf(view, 64)
  expect(cell).toBe(16 * 2)
  expect(boundsOf(view, { width: 300, height: 200 }, cell)).toBe('-64,-64,64,64')
})
