import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { say } from '#core/sentences/say'

export interface RequestProblem {
  /** such as `query.people` */
  at: string
  message: string
  got?: string
}

/** A request that does not fit its schema; the message says for each part what was expected and what came. */
export class ValidationFailure extends Error {
  override readonly name = 'ValidationFailure'
  readonly statusCode = 400

  constructor(readonly problems: RequestProblem[]) {
    super(problems.map(({ at, message, got }) => `${at}: ${message}${got ? `, got ${got}` : ''}`).join('; '))
  }
}

const PART: Record<string, string> = { querystring: 'query', params: 'path', body: 'body', headers: 'header' }

/** Checks and converts each part of a request by its zod schema. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = PART[httpPart ?? ''] ?? 'request'
  return (data) => {
    const result = schema.safeParse(data)
    if (result.success) return { value: result.data }
    return { error: new ValidationFailure(result.error.issues.map((issue) => problem(part, issue, data))) }
  }
}

function problem(part: string, issue: z.core.$ZodIssue, data: unknown): RequestProblem {
  const at = [part, ...issue.path.map(String)].join('.')
  const value = issue.path.reduce<unknown>((each, key) => (each as Record<PropertyKey, unknown> | null)?.[key], data)
  const got = value === undefined ? undefined : JSON.stringify(value)
  const message =
    value === undefined && issue.path.length > 0 ? say('field_required') : issue.message.replace(/, received .*$/, '')
  return { at, message, ...(got && got.length <= 200 && !message.startsWith('Unrecognized') ? { got } : {}) }
}
