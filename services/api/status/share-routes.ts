import path from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { shareSetting } from '#core/config'
import { shares } from '#core/database/schema'
import { checkedRules } from '#core/owners-rules'
import { effectOfRules } from '#core/rules-effect'
import { say } from '#core/sentences/say'
import { changeShare, listShares, removeShare, saveShare } from '#core/shares'
import type { Api, ApiDeps } from '../deps.js'
import { seesPaths } from '../guard/conceal.js'
import { notFound } from '../problem.js'
import { problems, text } from '../schemas.js'
import { type StatusReader, shareStatus } from './status.js'
import { shareWithoutPath } from './without-paths.js'

export function shareRoutes(api: Api, { connection: { db } }: ApiDeps, status: StatusReader): void {
  const params = z.object({ name: text(63) })

  api.get(
    '/shares',
    {
      config: { scope: 'read' },
      schema: {
        ...{ tags: ['shares'], summary: 'The folders that are watched' },
        response: { 200: z.object({ items: z.array(shareStatus), next: z.null() }) },
      },
    },
    async (request) => {
      const items = await status.shares()
      return { items: seesPaths(request) ? items : items.map(shareWithoutPath), next: null }
    },
  )

  api.post(
    '/shares',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['shares'], summary: 'Watch a folder, or change the name and mode of a watched one' },
        body: z.strictObject({
          name: shareSetting.shape.name.refine((name) => !name.includes('\0'), 'expected no NUL characters'),
          path: text(4096).refine((each) => path.isAbsolute(each), say('path_absolute')),
          mode: shareSetting.shape.mode,
        }),
        response: {
          201: z.object({ name: z.string(), path: z.string(), mode: z.string(), state: z.string() }),
          ...problems(400, 409),
        },
      },
    },
    async (request, reply) => {
      const { name, mode } = request.body
      const share = await saveShare(db, { name, mode, path: path.resolve(request.body.path) })
      return reply.code(201).send({ name: share.name, path: share.path, mode: share.mode, state: share.state })
    },
  )

  const shareName = shareSetting.shape.name.refine((name) => !name.includes('\0'), 'expected no NUL characters')
  const rules = z.array(z.string().max(1_000)).max(1_000).describe('lines as in .gitignore, relative to the folder')
  api.patch(
    '/shares/:name',
    {
      config: { scope: 'admin' },
      schema: {
        tags: ['shares'],
        summary: 'Change the name of a share, how it is watched, or what is left out of it',
        params,
        body: z.strictObject({
          name: shareName.optional(),
          mode: z.enum(['auto', 'native', 'poll']).optional(),
          ignore: rules.optional(),
        }),
        response: { 200: shareStatus, ...problems(400, 404, 409, 422) },
      },
    },
    async (request) => {
      const changed = await changeShare(db, request.params.name, request.body)
      const view = changed && (await status.shares()).find((share) => share.name === changed.name)
      if (!view) throw notFound(say('thing_share', { name: request.params.name }))
      return view
    },
  )

  api.post(
    '/shares/:name/rules-effect',
    {
      config: { scope: 'admin' },
      schema: {
        tags: ['shares'],
        summary: 'What other rules would leave out of a share; nothing is changed',
        params,
        body: z.strictObject({ ignore: rules }),
        response: {
          200: z.object({
            present: z.int().describe('files of it in the library now'),
            leaving: z.int().describe('of which so many would leave it'),
            returning: z.int().describe('files that were left out and would be back'),
            examples: z.array(z.string()).describe('some of those that would leave'),
          }),
          ...problems(400, 404, 422),
        },
      },
    },
    async (request) => {
      const share = (await listShares(db)).find(({ name }) => name === request.params.name)
      if (!share) throw notFound(say('thing_share', { name: request.params.name }))
      return await effectOfRules(db, share, checkedRules(request.body.ignore))
    },
  )

  api.delete(
    '/shares/:name',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['shares'], summary: 'Stop watching a folder; the photos in it are not touched' },
        ...{ params, response: { 204: z.null(), ...problems(404) } },
      },
    },
    async (request, reply) => {
      if (!(await removeShare(db, request.params.name)))
        throw notFound(say('thing_share', { name: request.params.name }))
      return reply.code(204).send(null)
    },
  )

  api.post(
    '/shares/:name/scan',
    {
      config: { scope: 'write' },
      schema: {
        ...{ tags: ['shares'], summary: 'Compare the folder with the catalogue now' },
        ...{ params, response: { 202: z.object({ name: z.string() }), ...problems(404) } },
      },
    },
    async (request, reply) => {
      const { name } = request.params
      const asked = await db
        .update(shares)
        .set({ scanRequestedAt: sql`now()` })
        .where(eq(shares.name, name))
        .returning({ name: shares.name })
      if (asked.length === 0) throw notFound(say('thing_share', { name }))
      return reply.code(202).send({ name })
    },
  )
}
