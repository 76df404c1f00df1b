import { z } from 'zod'
import { createToken, listTokens, removeToken } from '#core/tokens'
import type { Api, ApiDeps } from '../deps.js'
import { notFound } from '../problem.js'
import { problems, rowId, text } from '../schemas.js'

const tokenView = z.object({
  id: z.int(),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
})

/** Access tokens: needed by every client when the api listens beyond this machine. */
export function tokenRoutes(api: Api, { connection: { db } }: ApiDeps): void {
  const all = async () =>
    (await listTokens(db)).map((token) => ({
      ...token,
      createdAt: token.createdAt.toISOString(),
      lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    }))

  api.get(
    '/tokens',
    {
      schema: {
        ...{ tags: ['tokens'], summary: 'Access tokens, without their text' },
        response: { 200: z.object({ items: z.array(tokenView), next: z.null() }) },
      },
    },
    async () => ({ items: await all(), next: null }),
  )

  api.post(
    '/tokens',
    {
      schema: {
        ...{ tags: ['tokens'], summary: 'Make an access token; its text is in this answer only' },
        body: z.strictObject({ name: text(100) }),
        response: { 201: tokenView.extend({ token: z.string() }), ...problems(400, 409) },
      },
    },
    async (request, reply) => {
      const { name } = request.body
      const token = await createToken(db, name)
      const made = (await all()).find((each) => each.name === name)
      if (!made) throw notFound(`token "${name}"`)
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...made, token })
    },
  )

  api.delete(
    '/tokens/:id',
    {
      schema: {
        ...{ tags: ['tokens'], summary: 'Make a token open nothing any more' },
        ...{ params: z.object({ id: rowId }), response: { 204: z.null(), ...problems(400, 404) } },
      },
    },
    async (request, reply) => {
      const token = (await listTokens(db)).find((each) => each.id === request.params.id)
      if (!token || !(await removeToken(db, token.name))) throw notFound(`token ${request.params.id}`)
      return reply.code(204).send(null)
    },
  )
}
