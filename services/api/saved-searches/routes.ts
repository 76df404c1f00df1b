import { z } from 'zod'
import { say } from '#core/sentences/say'
import type { Api, ApiDeps } from '../deps.js'
import type { Caller } from '../guard/callers.js'
import { requireVault } from '../guard/sensitive.js'
import { notFound, Problem } from '../problem.js'
import { problems, rowId, text } from '../schemas.js'
import { answerOf, searchAnswer } from '../search/answer.js'
import { asked, requestOf, searchOrder, searchPage } from '../search/query.js'
import { refuseCursor } from '../search/routes.js'
import type { Searcher } from '../search/searcher.js'
import {
  asksForSensitive,
  deleteSavedSearch,
  insertSavedSearch,
  listSavedSearches,
  readSavedSearch,
  type SavedSearch,
  updateSavedSearch,
} from './store.js'

/** The parameters of a search as its address has them, without the page. */
const savedQuery = z.strictObject({ ...asked, q: asked.q.default(''), order: searchOrder })
const query = z
  .record(z.string().max(20), z.string().max(10_000))
  .describe('the parameters of /search as its address has them, such as {"q": "beach", "from": "2024"}')
const view = z.object({ id: z.int(), name: z.string(), query, createdAt: z.string() }).meta({ id: 'SavedSearch' })
const name = text(200)
const params = z.object({ id: rowId })

export function savedSearchRoutes(api: Api, { connection: { db } }: ApiDeps, searcher: Searcher): void {
  const tags = ['search']

  api.get(
    '/saved-searches',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Searches that the owner keeps: smart albums',
        response: { 200: z.object({ items: z.array(view) }) },
      },
    },
    async (request) => {
      const all = await listSavedSearches(db)
      return { items: all.filter((each) => mayKnow(request.caller, each)).map(viewOf) }
    },
  )

  api.post(
    '/saved-searches',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Keep a search under a name',
        body: z.strictObject({ name, query }),
        response: { 201: view, ...problems(400, 409) },
      },
    },
    async (request, reply) => {
      check(request.body.query)
      if (asksForSensitive(request.body.query)) requireVault(request.caller)
      const made = await insertSavedSearch(db, { name: request.body.name, query: wellFormed(request.body.query) })
      if (!made) throw taken(request.body.name)
      return reply.code(201).send(viewOf(made))
    },
  )

  api.get(
    '/saved-searches/:id',
    {
      config: { scope: 'read' },
      schema: { tags, summary: 'One saved search', params, response: { 200: view, ...problems(400, 404) } },
    },
    async (request) => viewOf(await find(request)),
  )

  api.patch(
    '/saved-searches/:id',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Rename a saved search or change what it looks for',
        params,
        body: z.strictObject({ name, query }).partial(),
        response: { 200: view, ...problems(400, 404, 409) },
      },
    },
    async (request) => {
      const { body } = request
      if (body.query) check(body.query)
      if (body.query && asksForSensitive(body.query)) requireVault(request.caller)
      const known = await find(request)
      if (body.name === undefined && body.query === undefined) return viewOf(known)
      const change = {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.query ? { query: wellFormed(body.query) } : {}),
      }
      const changed = await updateSavedSearch(db, request.params.id, change)
      if (changed === 'taken') throw taken(body.name ?? '')
      if (!changed) throw notFound(say('thing_saved_search', { id: request.params.id }))
      return viewOf(changed)
    },
  )

  api.delete(
    '/saved-searches/:id',
    {
      config: { scope: 'write' },
      schema: { tags, summary: 'Forget a saved search', params, response: { 204: z.null(), ...problems(400, 404) } },
    },
    async (request, reply) => {
      await find(request)
      if (!(await deleteSavedSearch(db, request.params.id)))
        throw notFound(say('thing_saved_search', { id: request.params.id }))
      return reply.code(204).send(null)
    },
  )

  api.get(
    '/saved-searches/:id/photos',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'What a saved search finds now',
        params,
        querystring: z.strictObject(searchPage),
        response: { 200: searchAnswer, ...problems(400, 404) },
      },
    },
    async (request) => {
      const { order, ...rest } = check((await find(request)).query)
      const found = searcher.search({ ...requestOf(rest), order, ...request.query })
      return await answerOf(db, await found.catch(refuseCursor))
    },
  )

  async function find({ caller, params: { id } }: AboutOne): Promise<SavedSearch> {
    const found = await readSavedSearch(db, id)
    if (!found || !mayKnow(caller, found)) throw notFound(say('thing_saved_search', { id }))
    return found
  }
}

interface AboutOne {
  caller: Caller | undefined
  params: { id: number }
}

/** What somebody looks for among sensitive photos is nobody else's business. */
function mayKnow(caller: Caller | undefined, { query }: Pick<SavedSearch, 'query'>): boolean {
  return asksForSensitive(query) ? (caller?.vault() ?? false) : true
}

function check(parameters: Record<string, string>): z.infer<typeof savedQuery> {
  const result = savedQuery.safeParse(parameters)
  if (!result.success) {
    const found = result.error.issues.map((issue) => `${['query', ...issue.path].join('.')}: ${issue.message}`)
    throw new Problem(400, `body.${found.join('; body.')}`)
  }
  if (Object.values(parameters).some((value) => value.includes('\0'))) {
    throw new Problem(400, 'body.query: expected text without NUL characters')
  }
  return result.data
}

/** Postgres keeps no half of a surrogate pair in JSON. */
function wellFormed(parameters: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, value.toWellFormed()]))
}

function taken(name: string): Problem {
  return new Problem(409, say('saved_search_name_taken', { name }), { code: 'saved_search_name_taken' })
}

function viewOf({ id, name, query, createdAt }: SavedSearch): z.infer<typeof view> {
  return { id, name, query, createdAt: createdAt.toISOString() }
}
