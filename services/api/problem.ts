import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { PermanentError } from '#core/errors'
import { say } from '#core/sentences/say'
import { told, withTold } from './told-view.js'
import { ValidationFailure } from './validation.js'

/** The body of every error: problem details for HTTP APIs (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** for people: what was expected, what came, what helps */
    detail: z.string(),
    /** stable identifier, where there is something to tell apart by a program */
    code: z.string().optional(),
    hint: z.string().optional(),
    /** one entry for each part of a request that is not valid */
    errors: z.array(z.object({ at: z.string(), message: z.string(), got: z.string().optional(), told })).optional(),
    told,
  })
  .meta({ id: 'Problem' })
export type ProblemBody = z.infer<typeof problemSchema>

/** Thrown by a route to answer with a problem. */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    readonly status: number,
    detail: string,
    readonly extra: { code?: string; hint?: string; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(detail, extra.cause === undefined ? undefined : { cause: extra.cause })
  }
}

export function notFound(what: string): Problem {
  return new Problem(404, say('not_there', { what }))
}

/** What of the catalogue refused a request, by its code: a conflict with what is there. */
const CONFLICTS = new Set(['share_name_taken', 'share_overlaps', 'token_name_taken'])

export function problemOf(error: unknown): ProblemBody & { headers?: Record<string, string> } {
  if (error instanceof Problem) {
    const { code, hint, headers } = error.extra
    return { ...body(error.status, error.message), ...defined({ code, hint, headers }) }
  }
  if (error instanceof ValidationFailure) return { ...body(400, error.message), errors: error.problems }
  if (error instanceof PermanentError) {
    return { ...body(CONFLICTS.has(error.code) ? 409 : 422, error.message), code: error.code }
  }
  const { statusCode, message, code } = error as FastifyError
  if (statusCode && statusCode >= 400 && statusCode < 500) return { ...body(statusCode, message), ...defined({ code }) }
  if (isDatabaseAway(error)) {
    return { ...body(503, say('database_away')), headers: { 'retry-after': '5' } }
  }
  return body(500, say('went_wrong'))
}

/** For `setErrorHandler`. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error)
  if (problem.status >= 500 && !(error instanceof Problem)) request.log.error({ err: error }, 'request failed')
  sendProblem(reply, problem)
}

function sendProblem(reply: FastifyReply, { headers, ...problem }: ReturnType<typeof problemOf>): void {
  if (headers) reply.headers(headers)
  reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(toldProblem(problem))
}

/** With its sentences by their codes. */
export function toldProblem(problem: ProblemBody): ProblemBody {
  const errors = problem.errors?.map((each) => withTold(each, 'message'))
  return withTold({ ...problem, ...(errors ? { errors } : {}) }, 'detail', 'hint')
}

/** For `setNotFoundHandler`. */
export function handleUnknown(request: FastifyRequest, reply: FastifyReply): void {
  const path = request.url.split('?')[0]
  sendProblem(reply, body(404, `There is no ${request.method} ${path}. All routes are listed in /api/v1/openapi.json.`))
}

function body(status: number, detail: string): ProblemBody {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail }
}

/** Connection errors of pg: no answer, starting up, shutting down, too many clients. */
function isDatabaseAway(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    const code = (each as NodeJS.ErrnoException).code ?? ''
    if (/^(ECONN|ENOENT$|EPIPE|ETIMEDOUT|57P0|53300|08)/.test(code)) return true
    if (/Connection terminated|timeout exceeded when trying to connect/.test(each.message)) return true
  }
  return false
}

function defined<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
