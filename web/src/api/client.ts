import type { Problem, Routes } from './types'

/** The folder that the app was opened in: `/`, or what a proxy puts before it. All its pages lie directly below. */
export const base = new URL('.', document.baseURI)
const api = new URL('api/v1/', base)

/** The api's answer to a request that it did not carry out; `detail` is for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super([problem.detail, problem.hint].filter(Boolean).join(' ') || `HTTP ${status}`)
  }
}

const KEY = 'albumen.token'
let token = localStorage.getItem(KEY) ?? ''
let refused = false
const waiting = new Set<() => void>()

export const tokens = {
  /** Whether the last one was not accepted. */
  refused: () => refused,
  use(text: string) {
    token = text
    refused = false
    localStorage.setItem(KEY, text)
  },
  /** Calls back whenever a request was refused for want of a token. */
  onWanted(callback: () => void): () => void {
    waiting.add(callback)
    return () => waiting.delete(callback)
  },
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
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  if (response.ok) return response.status === 204 ? undefined : await response.json()
  throw await problemIn(response)
}

/** What the api says about a refusal; a missing token is asked for. */
export async function problemIn(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({ detail: response.statusText }))) as Partial<Problem>
  if (response.status === 401) wantToken()
  return new ApiError(response.status, problem)
}

/** A token that was refused is not shown again: the api counts wrong ones. */
function wantToken(): void {
  if (token) {
    refused = true
    token = ''
    localStorage.removeItem(KEY)
  }
  for (const callback of waiting) callback()
}

export function address(path: string, query: Query = {}): string {
  const url = new URL(path, api)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return url.href
}

/** The address of something that the browser fetches by itself, without headers. */
export function fetchedByBrowser(path: string, query: Query = {}): string {
  return address(path, token ? { ...query, access_token: token } : query)
}

export const authorization = (): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {})

export const imageOf = (id: string, kind: 'thumb' | 'preview' | 'original') => fetchedByBrowser(`photos/${id}/${kind}`)
