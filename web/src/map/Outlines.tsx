import { type GeoPermissibleObjects, geoMercator, geoPath } from 'd3-geo'
import { useEffect, useRef, useState } from 'react'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { useIsDark } from '../app/theme'
import type { View } from './view'
import css from './WorldMap.module.css'

interface World {
  land: GeoPermissibleObjects
  borders: GeoPermissibleObjects
}

/** Coasts and borders, drawn anew when the map moves. */
export function Outlines({ view, size }: { view: View; size: { width: number; height: number } }) {
  const ref = useRef<HTMLCanvasElement>(null)
  const [world, setWorld] = useState<World>()
  const dark = useIsDark()
  useEffect(() => {
    loadWorld().then(setWorld, () => {}) // the app is loaded anew when it could not be fetched
  }, [])
  // `dark` is read through the colours of the page.
  useEffect(() => {
    const canvas = ref.current
    const drawing = canvas?.getContext('2d')
    if (!canvas || !drawing || !world) return
    const frame = requestAnimationFrame(() => draw(canvas, drawing, world, view, size))
    return () => cancelAnimationFrame(frame)
  }, [world, view, size, dark])
  return <canvas ref={ref} className={css.canvas} style={size} />
}

function draw(
  canvas: HTMLCanvasElement,
  drawing: CanvasRenderingContext2D,
  world: World,
  view: View,
  { width, height }: { width: number; height: number },
): void {
  const ratio = devicePixelRatio
  canvas.width = width * ratio
  canvas.height = height * ratio
  drawing.scale(ratio, ratio)
  const colour = (name: string) => getComputedStyle(canvas).getPropertyValue(name)
  const projection = geoMercator()
    .scale(view.scale / (2 * Math.PI))
    .translate([width / 2 + (0.5 - view.x) * view.scale, height / 2 + (0.5 - view.y) * view.scale])
    .clipExtent([
      [-20, -20],
      [width + 20, height + 20],
    ])
  const path = geoPath(projection, drawing)
  drawing.beginPath()
  path(world.land)
  drawing.fillStyle = colour('--land')
  drawing.fill()
  drawing.strokeStyle = colour('--coast')
  drawing.lineWidth = 1
  drawing.stroke()
  drawing.beginPath()
  path(world.borders)
  drawing.strokeStyle = colour('--border')
  drawing.lineWidth = 0.7
  drawing.stroke()
}

async function loadWorld(): Promise<World> {
  const { default: json } = await import('world-atlas/countries-50m.json')
  const atlas = json as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>
  return {
    land: feature(atlas, atlas.objects.land),
    borders: mesh(atlas, atlas.objects.countries, (one, other) => one !== other),
  }
}
