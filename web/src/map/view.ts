/** What of the world is seen: Web Mercator, in pixels of a world that is 1 wide at scale 1. */
export interface View {
  /** the middle of the map, 0 to 1 from west to east and from north to south */
  x: number
  y: number
  /** pixels that the whole world is wide */
  scale: number
}

export const CLOSEST = 2 ** 25

export function project(longitude: number, latitude: number): { x: number; y: number } {
  const sin = Math.sin((Math.min(Math.max(latitude, -85), 85) * Math.PI) / 180)
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI) }
}

export function unproject(x: number, y: number): { longitude: number; latitude: number } {
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI
  return { longitude: (x - 0.5) * 360, latitude }
}

/** Moves the map by pixels, and no further than its edge. */
export function moved(view: View, dx: number, dy: number): View {
  const inside = (n: number) => Math.min(1, Math.max(0, n))
  return { ...view, x: inside(view.x - dx / view.scale), y: inside(view.y - dy / view.scale) }
}

/** Closer or further by a factor, keeping what lies at a point (in pixels from the middle) where it is. */
export function zoomed(view: View, factor: number, at: { x: number; y: number }, least: number): View {
  const scale = Math.min(CLOSEST, Math.max(least, view.scale * factor))
  const shift = 1 / view.scale - 1 / scale
  return moved({ x: view.x + at.x * shift, y: view.y + at.y * shift, scale }, 0, 0)
}

/** Where a place lies on the screen, in pixels from the top left corner. */
export function onScreen(view: View, size: { width: number; height: number }, longitude: number, latitude: number) {
  const { x, y } = project(longitude, latitude)
  return { left: size.width / 2 + (x - view.x) * view.scale, top: size.height / 2 + (y - view.y) * view.scale }
}

/** Degrees that the pictures of a cluster cover at this scale, in steps, so that answers can be kept. */
export function cellOf(view: View, pixels: number): number {
  return Math.min(90, 2 ** Math.round(Math.log2((pixels / view.scale) * 360)))
}

/** The part of the world that is seen, widened to the cells at its edge. */
export function boundsOf(view: View, size: { width: number; height: number }, cell: number): string {
  const corner = (dx: number, dy: number) =>
    unproject(view.x + (dx * size.width) / 2 / view.scale, view.y + (dy * size.height) / 2 / view.scale)
  const [northWest, southEast] = [corner(-1, -1), corner(1, 1)]
  const down = (n: number) => Math.floor(n / cell) * cell
  const up = (n: number) => Math.ceil(n / cell) * cell
  return [
    Math.max(-180, down(northWest.longitude)),
    Math.max(-90, down(southEast.latitude)),
    Math.min(180, up(southEast.longitude)),
    Math.min(90, up(northWest.latitude)),
  ]
    .map((n) => Number(n.toFixed(5)))
    .join(',')
}
