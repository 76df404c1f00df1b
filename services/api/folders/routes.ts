import path from 'node:path'
import { z } from 'zod'
import { dataFolder } from '#core/data-folder'
import { say } from '#core/sentences/say'
import { listShares } from '#core/shares'
import type { Api, ApiDeps } from '../deps.js'
import { Problem } from '../problem.js'
import { problems, text } from '../schemas.js'
import { type EventStream, startEventStream } from '../server-sent.js'
import { foldersIn } from './browse.js'
import { countPhotos } from './count.js'
import { allowedFolder, browsableRoots, isWithin } from './roots.js'

/** Counting reads disks; more at once would only make each other slow. */
const MOST_COUNTS = 8
const TELL_EVERY_MS = 250

const folder = z.object({
  name: z.string(),
  path: z.string(),
  share: z.string().nullable().describe('the share that it is, or lies in, already'),
})
const place = text(4_096).refine((each) => path.isAbsolute(each), say('path_absolute'))

/** A look at the folders of this machine, to choose those with photos: folders only, and only below certain roots. */
export function folderRoutes(api: Api, { connection: { db }, config }: ApiDeps): void {
  api.get(
    '/folders',
    {
      config: { scope: 'admin' },
      schema: {
        tags: ['shares'],
        summary: 'The folders in a folder of this machine; without a path, where one may begin',
        querystring: z.strictObject({ path: place.optional() }),
        response: {
          200: z
            .object({ path: z.string().nullable(), parent: z.string().nullable(), folders: z.array(folder) })
            .meta({ id: 'Folders' }),
          ...problems(400, 403, 404, 409),
        },
      },
    },
    async (request) => {
      const [roots, shares] = await Promise.all([browsableRoots(config), listShares(db)])
      const shareOf = (each: string) => shares.find((share) => isWithin(each, share.path))?.name ?? null
      if (request.query.path === undefined) {
        const folders = roots.map((root) => ({ name: root.path, path: root.path, share: shareOf(root.path) }))
        return { path: null, parent: null, folders }
      }
      const { path: here, root } = await allowedFolder(request.query.path, roots)
      const found = await foldersIn(here, roots)
      const top = here === root.path || here === root.real
      return {
        ...{ path: here, parent: top ? null : path.dirname(here) },
        folders: found.map((each) => ({ ...each, share: shareOf(each.path) })),
      }
    },
  )

  const counting = new Set<EventStream>()
  api.get(
    '/folders/count',
    {
      config: { scope: 'admin' },
      schema: {
        tags: ['shares'],
        summary: 'How many photos are in a folder, as it is counted: server-sent "count" events, then "done"',
        description: 'Each is {photos, folders}. Counting ends when the connection does.',
        querystring: z.strictObject({ path: place }),
        response: {
          200: { content: { 'text/event-stream': { schema: z.any() } } },
          ...problems(400, 403, 404, 409, 503),
        },
      },
    },
    async (request, reply) => {
      if (counting.size >= MOST_COUNTS) {
        throw new Problem(503, say('folders_busy', { count: MOST_COUNTS }), {
          ...{ code: 'busy', headers: { 'retry-after': '5' } },
        })
      }
      const { path: here } = await allowedFolder(request.query.path, await browsableRoots(config))
      const stream = startEventStream(reply)
      counting.add(stream)
      let told = 0
      const total = await countPhotos(here, {
        exclude: [dataFolder(config.dataDir).root],
        signal: stream.closed,
        onCount(count) {
          if (Date.now() - told < TELL_EVERY_MS) return
          told = Date.now()
          stream.send({ event: 'count', data: count })
        },
      })
      stream.send({ event: 'done', data: total })
      stream.end()
      counting.delete(stream)
      return reply
    },
  )
  api.addHook('preClose', async () => {
    for (const stream of counting) stream.end()
  })
}
