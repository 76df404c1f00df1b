import { z } from 'zod'
import type { Api, ApiDeps } from '../deps.js'
import { listQuery } from '../photos/filters.js'
import { Problem } from '../problem.js'
import { placeView, problems } from '../schemas.js'
import { type Bounds, clusterPhotos } from './store.js'

const cluster = z
  .object({
    latitude: z.number(),
    longitude: z.number(),
    count: z.int(),
    photoId: z.string().describe('the newest photo of the cluster'),
    colour: z.string().nullable(),
    place: placeView.nullable(),
  })
  .meta({ id: 'MapCluster' })

const filters = listQuery.omit({ order: true, limit: true, cursor: true })

export function mapRoutes(api: Api, { connection: { db } }: ApiDeps): void {
  api.get(
    '/map',
    {
      config: { scope: 'read' },
      schema: {
        ...{ tags: ['photos'], summary: 'Where photos were taken, gathered in clusters; the biggest first' },
        querystring: filters.extend({
          cell: z.coerce.number().min(0.0001).max(90).default(10).describe('degrees that one cluster covers'),
          bounds: z.string().max(100).optional().describe('west,south,east,north in degrees: only photos within'),
        }),
        response: { 200: z.object({ items: z.array(cluster), next: z.null() }), ...problems(400) },
      },
    },
    async (request) => {
      const { cell, bounds, ...rest } = request.query
      return { items: await clusterPhotos(db, { cell, bounds: bounds ? parse(bounds) : undefined }, rest), next: null }
    },
  )
}

function parse(text: string): Bounds {
  const [west, south, east, north, ...more] = text.split(',').map(Number)
  const numbers = [west, south, east, north]
  if (more.length > 0 || numbers.some((each) => each === undefined || !Number.isFinite(each))) {
    throw new Problem(400, `query.bounds: expected west,south,east,north in degrees, got ${JSON.stringify(text)}`)
  }
  return { west, south, east, north } as Bounds
}
