import { mkdir, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliveries, outbox, photos, shares } from '#core/database/schema'
import { announceLive, recordEvent } from '#core/events'
import { previewPath } from '#core/preview-path'
import { projectRoot } from '#core/project-root'
import { setCredential } from '#core/sign-in/credentials'
import { createSignInLink } from '#core/sign-in/links'
import type { Scope } from '#core/sign-in/scopes'
import { createSession, openVault } from '#core/sign-in/sessions'
import { createToken, listTokens } from '#core/tokens'
import { startTestApi, type TestApi } from '../testing.js'
import type { RouteScope } from './guard.js'

/**
 * Every route of the api, asked by every kind of caller, about a photo that anybody may see and about a sensitive one. A
 * route that is not in the table fails; so does a status that is not the expected one, and an answer that tells of the
 * sensitive photo, or of where things lie on this machine, to whom it should not.
 */

const PASSWORD = 'correct horse battery'
const PIN = '4711-4711'

const TOKENS = {
  read: ['read'],
  originals: ['originals'],
  write: ['write'],
  admin: ['admin'],
  vault: ['read', 'vault'],
  worker: ['worker'],
} satisfies Record<string, Scope[]>
const CALLERS = ['none', 'wrong', ...Object.keys(TOKENS), 'session', 'open', 'foreign'] as const
type CallerKind = (typeof CALLERS)[number]

/** What each may do, those rights included that come along with another. */
const RIGHTS: Record<string, Scope[]> = {
  ...{ none: [], wrong: [], read: ['read'], originals: ['originals', 'read'], write: ['write', 'read'] },
  ...{ admin: ['admin', 'write', 'originals', 'read'], vault: ['read', 'vault'], worker: ['worker'] },
  session: ['read', 'originals', 'write', 'admin', 'worker'],
  open: ['read', 'originals', 'write', 'admin', 'worker', 'vault'],
  foreign: ['read', 'originals', 'write', 'admin', 'worker'],
}
const opensVault = (caller: CallerKind) => RIGHTS[caller]?.includes('vault') ?? false

/** What is asked of a route, and what whoever may use it gets. */
interface Case {
  /** what stands for :id or :name; `photo` asks about both photos */
  id?: 'photo' | (() => Promise<string | number>)
  query?: string
  body?: object | (() => Promise<object>)
  status: number
  /** takes `sensitive`, so that asking for all is refused to those who may not */
  filters?: boolean
  /** it tells who asks, or answers each in another way */
  except?: Partial<Record<CallerKind, number>>
}

let api: TestApi
const ids = { shown: '', secret: '', failed: '' }
const tokens: Record<string, string> = {}
/** Words that only the sensitive photos have, in whatever they say. */
const SECRETS = ['passport', 'biometrics', 'Atlantis', '亚特兰蒂斯', 'Hasselblad', 'hidden-away', 'prescription']

const aWebhook = async () => (await admin('POST', '/webhooks', { url: 'http://127.0.0.1:9/', privateNetwork: true })).id
const aSavedSearch = async () => (await admin('POST', '/saved-searches', { name: name(), query: { q: 'x' } })).id
const aDelivery = async () => {
  const { deliveryId } = await admin('POST', `/webhooks/${await aWebhook()}/test`)
  return deliveryId
}
const aToken = async () => {
  const made = name()
  await createToken(api.db, made)
  return (await listTokens(api.db)).find((each) => each.name === made)?.id as number
}
const aSession = async () => (await session('owner')).id
const aLink = async () => ({ link: await createSignInLink(api.db, 15) })
let made = 0
const name = () => `made-${++made}`

const TABLE: Record<string, Case> = {
  'GET /api/v1/status': { status: 200 },
  'GET /api/v1/throughput': { status: 200 },
  'GET /api/v1/shares': { status: 200 },
  'POST /api/v1/shares': { status: 201, body: async () => ({ name: name(), path: path.join(api.folder, name()) }) },
  'DELETE /api/v1/shares/:name': { status: 404, id: async () => 'not-there' },
  'PATCH /api/v1/shares/:name': { status: 404, id: async () => 'not-there', body: { mode: 'poll' } },
  'POST /api/v1/shares/:name/rules-effect': { status: 404, id: async () => 'not-there', body: { ignore: [] } },
  'POST /api/v1/shares/:name/scan': { status: 202, id: async () => 'family' },
  'GET /api/v1/photos': { status: 200, filters: true },
  'GET /api/v1/photos/:id': { status: 200, id: 'photo' },
  'PATCH /api/v1/photos/:id': { status: 200, id: 'photo', body: { favourite: true } },
  'POST /api/v1/photos/:id/reanalyse': { status: 202, id: 'photo' },
  'PATCH /api/v1/photos': { status: 200, body: async () => ({ ids: [ids.shown], favourite: true }) },
  'POST /api/v1/photos/reanalyse': { status: 202, body: async () => ({ ids: [ids.shown] }) },
  'POST /api/v1/edits/:edit/undo': { status: 404, id: async () => '00000000-0000-4000-8000-000000000000' },
  'GET /api/v1/errands': { status: 200 },
  'DELETE /api/v1/errands/:id': { status: 404, id: async () => 999 },
  'GET /api/v1/folders': { status: 200 },
  'GET /api/v1/folders/count': { status: 200, query: 'path=%2Fmnt' },
  'GET /api/v1/models': { status: 503 },
  'POST /api/v1/models/pull': { status: 400, body: {} },
  'POST /api/v1/models/use': { status: 400, body: {} },
  'POST /api/v1/models/remove': { status: 400, body: {} },
  'POST /api/v1/models/verify': { status: 400, body: {} },
  'POST /api/v1/models/server/test': { status: 400, body: {} },
  'PUT /api/v1/models/server': { status: 400, body: {} },
  'DELETE /api/v1/models/server': { status: 204 },
  'GET /api/v1/tune': { status: 503 },
  'POST /api/v1/tune': { status: 400, body: { minutes: 'many' } },
  'GET /api/v1/reanalysis': { status: 200, query: 'language=zh' },
  'POST /api/v1/reanalysis': { status: 202, body: { language: 'zh' } },
  'POST /api/v1/welcome/demo': { status: 201 },
  'GET /api/v1/health/report': { status: 200 },
  'GET /api/v1/photos/:id/thumb': { status: 200, id: 'photo' },
  'GET /api/v1/photos/:id/preview': { status: 200, id: 'photo' },
  'GET /api/v1/photos/:id/original': { status: 200, id: 'photo' },
  'GET /api/v1/photos/:id/similar': { status: 200, id: 'photo', filters: true },
  'GET /api/v1/timeline': { status: 200, filters: true },
  'GET /api/v1/timeline/photos': { status: 200, query: 'months=2024-05', filters: true },
  'GET /api/v1/map': { status: 200, filters: true },
  'GET /api/v1/search': { status: 200, query: 'q=desk', filters: true },
  'GET /api/v1/facets': { status: 200, filters: true },
  'GET /api/v1/suggestions': { status: 200, query: 'q=pass' },
  'GET /api/v1/saved-searches': { status: 200 },
  'POST /api/v1/saved-searches': { status: 201, body: async () => ({ name: name(), query: { q: 'desk' } }) },
  'GET /api/v1/saved-searches/:id': { status: 200, id: aSavedSearch },
  'PATCH /api/v1/saved-searches/:id': { status: 200, id: aSavedSearch, body: async () => ({ name: name() }) },
  'DELETE /api/v1/saved-searches/:id': { status: 204, id: aSavedSearch },
  'GET /api/v1/saved-searches/:id/photos': { status: 200, id: aSavedSearch },
  'POST /api/v1/classify': { status: 503 },
  'GET /api/v1/events': { status: 200 },
  'GET /api/v1/failures': { status: 200 },
  'POST /api/v1/failures/retry': { status: 202, body: { code: 'no_such_code' } },
  'POST /api/v1/queues/:name/pause': { status: 200, id: async () => 'deliver' },
  'POST /api/v1/queues/:name/resume': { status: 200, id: async () => 'deliver' },
  'GET /api/v1/settings': { status: 200 },
  'PATCH /api/v1/settings': { status: 200, body: { analyseHours: null } },
  'GET /api/v1/webhooks': { status: 200 },
  'POST /api/v1/webhooks': { status: 422, body: { url: 'http://127.0.0.1:9/' } },
  'PATCH /api/v1/webhooks/:id': { status: 200, id: aWebhook, body: { enabled: false } },
  'DELETE /api/v1/webhooks/:id': { status: 204, id: aWebhook },
  'POST /api/v1/webhooks/:id/test': { status: 202, id: aWebhook },
  'GET /api/v1/webhooks/:id/deliveries': { status: 200, id: async () => toldWebhook },
  'POST /api/v1/deliveries/:id/resend': { status: 202, id: aDelivery },
  'GET /api/v1/tokens': { status: 200 },
  'POST /api/v1/tokens': { status: 201, body: async () => ({ name: name(), scopes: ['read'] }) },
  'DELETE /api/v1/tokens/:id': { status: 204, id: aToken },
  'GET /api/v1/session': { status: 200 },
  'POST /api/v1/session': { status: 204, body: { password: PASSWORD } },
  'POST /api/v1/session/link': { status: 204, body: aLink },
  'DELETE /api/v1/session': { status: 204 },
  'GET /api/v1/sessions': { status: 200 },
  'DELETE /api/v1/sessions/:id': { status: 204, id: aSession },
  'DELETE /api/v1/sessions': { status: 200 },
  'POST /api/v1/session/password': { status: 204, body: { current: PASSWORD, password: PASSWORD } },
  'POST /api/v1/vault/unlock': {
    ...{ status: 200, body: { secret: PIN } },
    except: { read: 403, originals: 403, write: 403, admin: 403, vault: 403 },
  },
  'POST /api/v1/vault/lock': { status: 204 },
  'POST /api/v1/vault/pin': { status: 204, body: { pin: PIN, current: PIN } },
  'GET /api/v1/openapi.json': { status: 200 },
  'GET /healthz': { status: 200 },
  'GET /readyz': { status: 200 },
  'GET /metrics': { status: 200 },
}
/** The dashboard's files, and the pages of the documentation, which swagger-ui adds. */
const PAGES: [RegExp, RouteScope][] = [
  [/^GET \/docs(\/|$)/, 'read'],
  [/^GET \/(\*|$|sign-in$|library$|search$|map$|try$|settings$|welcome$)/, 'open'],
]

let toldWebhook = 0

beforeAll(async () => {
  api = await startTestApi({ signIn: 'always' })
  const seen = { latitude: 10, longitude: 10, phash: 0b1010n }
  ids.shown = await photoOnDisk('trip/desk.jpg', { photo: seen, analysis: { objects: ['desk'], tags: ['indoor'] } })
  ids.secret = await photoOnDisk('trip/hidden-away.jpg', {
    photo: { ...seen, phash: 0b1011n, place: atlantis, cameraMake: 'Hasselblad' },
    analysis: {
      description: 'A passport on a desk.',
      objects: ['desk'],
      tags: ['biometrics'],
      sensitive: 'id_document',
    },
  })
  // One whose next analysis failed, for a reason that names a place on this machine.
  ids.failed = await photoOnDisk('trip/hidden-away-too.jpg', {
    analysis: { description: 'A prescription.', sensitive: 'medical' },
  })
  const reason = `ENOENT: no such file, open '${api.root}/trip/desk.jpg' (of ${os.homedir()}/models)`
  const failed = {
    state: 'failed' as const,
    failedStage: 'analyse' as const,
    failedCode: 'engine_timeout',
    failedReason: reason,
  }
  await api.db.update(photos).set(failed).where(eq(photos.id, ids.failed))
  await api.photo({ paths: ['broken.jpg'], photo: failed })
  await api.db
    .update(shares)
    .set({ state: 'offline', offlineReason: `${api.root} is not there` })
    .where(eq(shares.name, 'family'))
  await api.db.update(shares).set({ state: 'online' }).where(eq(shares.name, 'family'))
  await setCredential(api.db, 'password', PASSWORD)
  await setCredential(api.db, 'pin', PIN)
  for (const [kind, scopes] of Object.entries(TOKENS)) tokens[kind] = await createToken(api.db, kind, { scopes })
  await admin('POST', '/saved-searches', { name: 'beach', query: { q: 'beach' } })
  const { cookie } = await session('owner', true)
  await ask(
    'POST',
    '/saved-searches',
    { cookie: `albumen=${cookie}` },
    { name: 'my biometrics', query: { q: 'passport', sensitive: 'only' } },
  )
  toldWebhook = await aWebhook()
  await aboutTheSecret(toldWebhook)
})
afterAll(() => api?.close())

const atlantis = {
  ...{ countryCode: 'XA', country: { en: 'Atlantis', zh: '亚特兰蒂斯' }, region: null, distanceKm: 1 },
  city: { en: 'Poseidonia', zh: '波塞冬城' },
}

async function photoOnDisk(stored: string, seed: Omit<Parameters<TestApi['photo']>[0], 'paths'>): Promise<string> {
  const location = path.join(api.root, stored)
  await mkdir(path.dirname(location), { recursive: true })
  await writeFile(location, stored)
  const { size, mtimeMs } = await stat(location)
  const id = await api.photo({ paths: [stored], file: { size, mtimeMs: Math.floor(mtimeMs) }, ...seed })
  for (const kind of ['thumb', 'preview'] as const) {
    const file = previewPath(api.previewsDir, id, kind)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, 'webp')
  }
  return id
}

/** What was told about the sensitive photo before anybody knew: an event, and its delivery. */
async function aboutTheSecret(webhookId: number): Promise<void> {
  const photoId = ids.secret
  await recordEvent(api.db, {
    type: 'photo.analysed',
    photoId,
    payload: { photoId, description: 'A passport on a desk.' },
  })
  const [event] = await api.db.select().from(outbox).where(eq(outbox.photoId, photoId))
  await api.db.insert(deliveries).values({ webhookId, photoId, eventId: event?.id as number, state: 'delivered' })
}

async function session(kind: 'owner', open = false): Promise<{ id: number; cookie: string }> {
  const begun = await createSession(api.db, { kind, userAgent: 'test', address: '127.0.0.1' })
  if (open) await openVault(api.db, begun.id, 10)
  return begun
}

async function headersOf(caller: CallerKind): Promise<Record<string, string>> {
  if (caller === 'none') return {}
  if (caller === 'wrong') return { authorization: 'Bearer nonsense' }
  if (tokens[caller]) return { authorization: `Bearer ${tokens[caller]}` }
  const { cookie } = await session('owner', caller === 'open')
  return { cookie: `albumen=${cookie}`, ...(caller === 'foreign' ? { origin: 'http://evil.example' } : {}) }
}

/** Each from a client of its own: wrong attempts are counted by client. */
let clients = 0
const nextAddress = () => `10.0.${clients >> 8}.${clients++ & 255}`

const ask = (method: string, url: string, headers: Record<string, string>, body?: object) =>
  api.server.inject({
    ...{
      method: method as 'GET',
      url: url.startsWith('/') && !/^\/(api|healthz|readyz|metrics|docs)/.test(url) ? `/api/v1${url}` : url,
    },
    ...{ headers, remoteAddress: nextAddress() },
    ...(body ? { payload: body } : {}),
  })
const admin = async (method: string, url: string, body?: object) => {
  const response = await ask(method, url, { authorization: `Bearer ${tokens.admin}` }, body)
  expect(response.statusCode, response.body).toBeLessThan(300)
  return response.body ? response.json() : undefined
}

/** The status by the rules alone: who they are, then what they may do, then whether they may know of it. */
function expected(route: string, caller: CallerKind, about: 'shown' | 'secret' | 'all'): number {
  const [method = ''] = route.split(' ')
  const { status, except } = TABLE[route] as Case
  const scope = scopes.get(route) as RouteScope
  if (caller === 'foreign' && method !== 'GET') return 403
  const rights = RIGHTS[caller] as Scope[]
  if (scope !== 'open') {
    if (rights.length === 0) return 401
    if (![scope].flat().some((each) => rights.includes(each as Scope))) return 403
  }
  if (about === 'all' && !opensVault(caller)) return 403
  const forWork = [scope].flat().includes('worker') && rights.includes('worker')
  if (about === 'secret' && !opensVault(caller) && !forWork) return 404
  return except?.[caller] ?? status
}

const scopes = new Map<string, RouteScope>()
const listed = () =>
  api.routes.flatMap(({ method, url, config }) =>
    [method]
      .flat()
      .flatMap((each) => (each === 'HEAD' ? [] : [{ route: `${each} ${url}`, scope: config?.scope as RouteScope }])),
  )

test('every route is in the table, and everything in the table is a route', () => {
  for (const { route, scope } of listed()) {
    const page = PAGES.find(([pattern]) => pattern.test(route))
    if (page) expect(scope, route).toBe(page[1])
    else expect(Object.keys(TABLE), `${route} is not in the table`).toContain(route)
    scopes.set(route, scope)
  }
  for (const route of Object.keys(TABLE)) expect(scopes.has(route), `${route} is no route`).toBe(true)
})

describe.each(CALLERS)('asked by %s', (caller) => {
  test.each(Object.keys(TABLE).filter((route) => route !== 'GET /api/v1/events'))('%s', async (route) => {
    const { id, filters } = TABLE[route] as Case
    for (const about of id === 'photo' ? (['shown', 'secret'] as const) : (['shown'] as const)) {
      await check(route, caller, about, '')
    }
    if (filters) {
      await check(route, caller, 'all', 'sensitive=include')
      await check(route, caller, 'all', 'sensitive=only')
    }
  })
})

async function check(route: string, caller: CallerKind, about: 'shown' | 'secret' | 'all', more: string) {
  const [method = '', pattern = ''] = route.split(' ')
  const { id, query, body } = TABLE[route] as Case
  const value = id === 'photo' ? ids[about === 'secret' ? 'secret' : 'shown'] : await id?.()
  const search = [query, more].filter(Boolean).join('&')
  const url = `${pattern.replace(/:(id|name|edit)/, String(value))}${search ? `?${search}` : ''}`
  const response = await ask(method, url, await headersOf(caller), typeof body === 'function' ? await body() : body)
  const what = `${route} ${more} about ${about}, asked by ${caller}: ${response.body.slice(0, 300)}`
  expect(response.statusCode, what).toBe(expected(route, caller, about))

  const said = `${JSON.stringify(response.headers)}\n${response.body}`
  const isWork = about === 'secret' && response.statusCode === 200 && RIGHTS[caller]?.includes('worker')
  if (!opensVault(caller) && !isWork) {
    for (const word of [ids.secret, ids.failed, ...SECRETS]) {
      // a path that the caller has sent itself is theirs
      expect(said.includes(word) && !url.includes(word), `${what}\nsays ${word}`).toBe(false)
    }
  }
  if (!RIGHTS[caller]?.includes('admin')) {
    for (const place of [api.folder, api.root, os.homedir(), projectRoot]) {
      expect(said.includes(place), `${what}\nsays where it lies: ${place}`).toBe(false)
    }
  }
  if (about === 'secret' && response.statusCode === 200) expect(response.headers['cache-control']).toBe('no-store')
  expect(response.headers['access-control-allow-origin']).toBeUndefined()
}

describe('live events', () => {
  let address: string
  beforeAll(async () => {
    address = await api.listen()
  })

  test.each(CALLERS)('told to %s', async (caller) => {
    const ended = new AbortController()
    const response = await fetch(`${address}/api/v1/events?lastEventId=0&live=true`, {
      ...{ headers: await headersOf(caller), signal: ended.signal },
    })
    expect(response.status).toBe(expected('GET /api/v1/events', caller, 'shown'))
    if (response.status !== 200) return
    let said = ''
    const reading = (async () => {
      for await (const chunk of response.body ?? []) said += Buffer.from(chunk as Uint8Array).toString('utf8')
    })().catch(() => {})
    await expect.poll(() => said).toContain('retry:')
    const offline = { share: 'family', reason: `${api.root} is not there` }
    await announceLive(api.db, { photoId: ids.secret, answer: '{"description":"A passport', attempt: 1 })
    await announceLive(api.db, { photoId: ids.shown, answer: '{"description":"A desk', attempt: 1 })
    await recordEvent(api.db, {
      type: 'photo.failed',
      photoId: ids.failed,
      payload: { path: 'trip/hidden-away-too.jpg' },
    })
    await recordEvent(api.db, { type: 'share.offline', payload: offline })
    await expect.poll(() => said).toContain('event: share.offline')
    await expect.poll(() => said).toContain(ids.shown)
    ended.abort()
    await reading
    const knows = opensVault(caller)
    expect(said.includes(ids.secret)).toBe(knows)
    expect(said.includes('A desk')).toBe(knows) // nobody knows yet whether it is sensitive
    for (const word of SECRETS) if (!knows) expect(said).not.toContain(word)
    expect(said.includes(api.root)).toBe(RIGHTS[caller]?.includes('admin'))
    await api.db.delete(outbox).where(and(eq(outbox.type, 'share.offline'), sql`true`))
  })
})

test('of photos that are named in a body, those that the caller may not know of are not there', async () => {
  const named = { ids: [ids.shown, ids.secret] }
  for (const [method, url, body] of [
    ['PATCH', '/photos', { ...named, sensitive: 'none' }],
    ['POST', '/photos/reanalyse', named],
  ] as const) {
    const response = await ask(method, url, await headersOf('session'), body)
    expect(response.json().failed).toEqual([{ id: ids.secret, code: 'not_found', reason: expect.any(String) }])
  }
  const [photo] = await api.db.select().from(photos).where(eq(photos.id, ids.secret))
  expect(photo?.sensitive).toBe('id_document')
})

test('a route that does not say who may use it keeps the api from starting', async () => {
  const { default: Fastify } = await import('fastify')
  const { guard } = await import('./guard.js')
  const { createCallers } = await import('./callers.js')
  const { createProxies } = await import('./network.js')
  const bare = Fastify() as unknown as TestApi['server']
  const deps = { config: api.config, connection: api.connection } as Parameters<typeof guard>[1]
  guard(bare, deps, createCallers(deps, createProxies(api.config)))
  bare.get('/forgotten', async () => 'everything')
  await expect(bare.ready()).rejects.toThrow(/GET \/forgotten; .*expected config.scope/)
})
