import { z } from 'zod'
import { CursorError } from '#core/search/cursor'
import type { SearchAnswer } from '#core/search/search-photos'
import type { Api, ApiDeps } from '../deps.js'
import { Problem } from '../problem.js'
import { problems } from '../schemas.js'
import { answerOf, searchAnswer } from './answer.js'
import { asked, requestOf, searchOrder, searchPage } from './query.js'
import type { Searcher } from './searcher.js'

export function searchRoutes(api: Api, { connection: { db } }: ApiDeps, searcher: Searcher): void {
  api.get(
    '/search',
    {
      config: { scope: 'read' },
      schema: {
        tags: ['search'],
        summary: 'Photos by a question in English or Chinese, the best first',
        querystring: z.strictObject({ ...asked, order: searchOrder, ...searchPage }),
        response: { 200: searchAnswer, ...problems(400) },
      },
    },
    async (request) => {
      const { order, limit, cursor, ...rest } = request.query
      const found = searcher.search({ ...requestOf(rest), order, limit, cursor })
      return await answerOf(db, await found.catch(refuseCursor))
    },
  )
}

/** A cursor comes from outside. */
export function refuseCursor(error: unknown): SearchAnswer {
  if (error instanceof CursorError) throw new Problem(400, `query.cursor: ${error.message}`, { cause: error })
  throw error
}
