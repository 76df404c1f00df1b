import type { Problem, Routes } from './types'

/**
 * The folder that the app was opened in: `/`, or what a proxy puts before it. All its pages lie directly below; at an
 * unknown address that lies deeper, the api says where that is.
 */
export const base = new URL(document.documentElement.dataset.root ?? '.', document.baseURI)
const api = new URL('api/v1/', base)

/** The api's answer to a request that it did not carry out; `detail` is for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
    /** seconds until it may be tried again, where the api says so */
    readonly retryAfter = 0,
  ) {
    super([problem.detail, problem.hint].filter(Boolean).join(' ') || `HTTP ${status}`)
  }
}

/** What a refusal asks of the owner: to sign in, or to unlock private photos. */
export type Wanted = 'sign-in' | 'vault'
const waiting = new Set<(wanted: Wanted) => void>()

/** Calls back whenever a request was refused for want of something that the owner can give. */
export function onWanted(callback: (wanted: Wanted) => void): () => void {
  waiting.add(callback)
  return () => waiting.delete(callback)
}

/** Asks the owner for it. */
export function want(wanted: Wanted): void {
  for (const callback of waiting) callback(wanted)
}

type Query = Record<string, string | number | boolean | undefined>
type Options<Route extends keyof Routes> = Given<'path', Routes[Route]['path']> &
  Given<'query', Routes[Route]['query']> &
  Given<'body', Routes[Route]['body']> & { signal?: AbortSignal }
type Given<Name extends string, Value> = [Value] extends [undefined]
  ? Record<never, never>
  : Record<never, never> extends Value
    ? { [key in Name]?: Value }
    : undefined extends Value
      ? { [key in Name]?: Value }
      : { [key in Name]: Value }

/**
 * Asks the api: `ask('GET /photos/{id}', { path: { id } })`.
 * @throws ApiError when it says no; TypeError when it does not answer
 */
export function ask<Route extends keyof Routes>(
  route: Route,
  ...[options]: Record<never, never> extends Options<Route> ? [Options<Route>?] : [Options<Route>]
): Promise<Routes[Route]['answer']> {
  const { path, query, body, signal } = (options ?? {}) as {
    path?: Query
    query?: Query
    body?: unknown
    signal?: AbortSignal
  }
  const [method, template] = route.split(' /') as [string, string]
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path?.[name])))
  return request(method, filled, { query, body, signal }) as Promise<Routes[Route]['answer']>
}

/** The same without types, for routes that this version of the api may not have. */
export async function request(
  method: string,
  path: string,
  { query, body, signal }: { query?: Query | undefined; body?: unknown; signal?: AbortSignal | undefined } = {},
): Promise<unknown> {
  const response = await fetch(address(path, query), {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  if (response.ok) return response.status === 204 ? undefined : await response.json()
  throw await problemIn(response)
}

/** What the api says about a refusal; what would help is asked for. */
export async function problemIn(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({ detail: response.statusText }))) as Partial<Problem>
  const wanted = problem.code === 'token_required' ? 'sign-in' : problem.code === 'vault_locked' ? 'vault' : undefined
  if (wanted) want(wanted)
  return new ApiError(response.status, problem, Number(response.headers.get('retry-after') ?? 0))
}

export function address(path: string, query: Query = {}): string {
  const url = new URL(path, api)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return url.href
}

export const imageOf = (id: string, kind: 'thumb' | 'preview' | 'original') => address(`photos/${id}/${kind}`)
