import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessions, signInLinks } from '#core/database/schema'
import { checkCredential, setCredential } from '#core/sign-in/credentials'
import { createSignInLink } from '#core/sign-in/links'
import { createToken } from '#core/tokens'
import { COMMAND_KEY, startTestApi, type TestApi } from '../testing.js'
import { offerFirstSignIn } from './first-link.js'

const PASSWORD = 'correct horse battery'
type Response = Awaited<ReturnType<TestApi['get']>>

const setCookie = (response: Response) => String(response.headers['set-cookie'])
const cookieOf = (response: Response) => ({ cookie: setCookie(response).split(';')[0] as string })

/** Each from a client of its own, unless said: wrong attempts are counted by client. */
function asking(api: TestApi) {
  let client = 0
  return async (
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    payload?: object,
    headers: Record<string, string> = {},
    remoteAddress = `10.1.${client >> 8}.${client++ & 255}`,
  ) =>
    await api.server.inject({ method, url: `/api/v1${url}`, headers, remoteAddress, ...(payload ? { payload } : {}) })
}

describe('signing in', () => {
  let api: TestApi
  let ask: ReturnType<typeof asking>
  let browser: Record<string, string>
  beforeAll(async () => {
    api = await startTestApi({ signIn: 'always' })
    ask = asking(api)
  })
  afterAll(() => api?.close())

  test('first by the link that is printed, with a password to be chosen', async () => {
    const printed = await offerFirstSignIn(api.db, api.config, 'http://127.0.0.1:8484')
    expect(printed).toMatch(/^http:\/\/127\.0\.0\.1:8484\/sign-in#[\w-]{43}$/)
    const link = printed?.split('#')[1]
    expect(JSON.stringify(await api.db.select().from(signInLinks))).not.toContain(link)

    expect((await ask('POST', '/session', { password: 'anything' })).json()).toMatchObject({ code: 'no_password' })
    expect((await ask('POST', '/session/link', { link })).json()).toMatchObject({ code: 'password_needed' })
    expect((await ask('POST', '/session/link', { link, password: 'short' })).statusCode).toBe(400)
    const opened = await ask('POST', '/session/link', { link, password: PASSWORD })
    expect(opened.statusCode).toBe(204)
    expect(setCookie(opened)).toMatch(/^albumen=[\w-]{43}; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Strict$/)
    browser = cookieOf(opened)
    expect((await ask('GET', '/status', undefined, browser)).statusCode).toBe(200)

    expect((await ask('POST', '/session/link', { link, password: PASSWORD })).json()).toMatchObject({
      code: 'wrong_link',
    })
    expect(await offerFirstSignIn(api.db, api.config, 'http://127.0.0.1:8484')).toBeUndefined()
    const { rows } = await api.connection.pool.query('select * from sessions, credentials')
    expect(JSON.stringify(rows)).not.toContain(browser.cookie?.split('=')[1])
    expect(JSON.stringify(rows)).not.toContain(PASSWORD)
  })

  test('then by the password; signing out ends it', async () => {
    const wrong = await ask('POST', '/session', { password: 'wrong password' })
    expect(wrong.statusCode).toBe(401)
    expect(wrong.headers['set-cookie']).toBeUndefined()
    const right = await ask('POST', '/session', { password: PASSWORD })
    expect(right.statusCode).toBe(204)
    const second = cookieOf(right)
    expect((await ask('GET', '/session', undefined, second)).json()).toMatchObject({
      ...{ needed: true, signedIn: true, by: 'session', passwordSet: true },
      vault: { opensWith: 'password', open: false },
    })
    const out = await ask('DELETE', '/session', undefined, second)
    expect(setCookie(out)).toContain('Max-Age=0')
    expect((await ask('GET', '/status', undefined, second)).statusCode).toBe(401)
    expect((await ask('GET', '/status', undefined, browser)).statusCode).toBe(200)
  })

  test('no other site may sign somebody in', async () => {
    const headers = { origin: 'https://evil.example' }
    expect((await ask('POST', '/session', { password: PASSWORD }, headers)).statusCode).toBe(403)
  })

  test('browsers are listed, and signed out one by one or all others', async () => {
    const others = [
      await ask('POST', '/session', { password: PASSWORD }),
      await ask('POST', '/session', { password: PASSWORD }),
    ]
    const { items } = (await ask('GET', '/sessions', undefined, browser)).json()
    expect(items).toHaveLength(3)
    const [one] = items.filter((each: { current: boolean }) => !each.current)
    expect((await ask('DELETE', `/sessions/${one.id}`, undefined, browser)).statusCode).toBe(204)
    expect((await ask('DELETE', '/sessions', undefined, browser)).json()).toEqual({ ended: 1 })
    for (const other of others) expect((await ask('GET', '/status', undefined, cookieOf(other))).statusCode).toBe(401)
  })

  test('a new password signs every other browser out', async () => {
    const other = cookieOf(await ask('POST', '/session', { password: PASSWORD }))
    const change = (current: string) =>
      ask('POST', '/session/password', { current, password: 'another password' }, browser)
    expect((await change('wrong')).statusCode).toBe(401)
    expect((await change(PASSWORD)).statusCode).toBe(204)
    expect((await ask('GET', '/status', undefined, other)).statusCode).toBe(401)
    expect((await ask('GET', '/status', undefined, browser)).statusCode).toBe(200)
    await setCredential(api.db, 'password', PASSWORD)
  })

  test('a session ends when it was not seen for long, and at any rate', async () => {
    const { cookie } = cookieOf(await ask('POST', '/session', { password: PASSWORD }))
    const status = async () => (await ask('GET', '/status', undefined, { cookie: cookie as string })).statusCode
    for (const change of [`last_seen_at = now() - interval '31 days'`, `expires_at = now()`]) {
      expect(await status()).toBe(200)
      const before = await api.db.select().from(sessions)
      await api.connection.pool.query(`update sessions set ${change}`)
      expect(await status()).toBe(401)
      for (const { id, lastSeenAt, expiresAt } of before) {
        await api.connection.pool.query('update sessions set last_seen_at = $2, expires_at = $3 where id = $1', [
          id,
          lastSeenAt,
          expiresAt,
        ])
      }
    }
  })

  test('wrong passwords have to wait: one client soon, all together later', async () => {
    const wrong = (from?: string) => ask('POST', '/session', { password: 'wrong' }, {}, from)
    let last = await wrong('10.9.9.9')
    for (let n = 0; n < 8; n++) last = await wrong('10.9.9.9')
    expect(last.statusCode).toBe(429)
    expect(last.json()).toMatchObject({ code: 'too_many_attempts', detail: expect.stringContaining('albumen sign-in') })
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask('POST', '/session', { password: PASSWORD }, {}, '10.9.9.9')).statusCode).toBe(429)
    for (let n = 0; n < 3; n++) last = await wrong()
    expect(last.statusCode).toBe(429) // the tenth, though from elsewhere
    // and it is remembered outside of this process
    expect(await checkCredential(api.db, 'password', PASSWORD)).toMatchObject({
      ok: false,
      waitSeconds: expect.any(Number),
    })
    // who is in stays in, and a link opens
    expect((await ask('GET', '/status', undefined, browser)).statusCode).toBe(200)
    const link = await createSignInLink(api.db, 15)
    expect((await ask('POST', '/session/link', { link }, {}, '10.9.9.9')).statusCode).toBe(204)
    await setCredential(api.db, 'password', PASSWORD)
  })

  test('many at once are counted one by one', async () => {
    await setCredential(api.db, 'pin', '2468')
    const tries = await Promise.all(Array.from({ length: 20 }, () => checkCredential(api.db, 'pin', '1357')))
    expect(tries.every((each) => !each.ok)).toBe(true)
    const { rows } = await api.connection.pool.query("select failures from credentials where kind = 'pin'")
    expect(rows[0].failures).toBe(5) // the others were not looked at
  })

  test('links expire', async () => {
    const link = await createSignInLink(api.db, 15)
    await api.connection.pool.query('update sign_in_links set expires_at = now()')
    expect((await ask('POST', '/session/link', { link })).json()).toMatchObject({ code: 'wrong_link' })
  })

  test('the owner’s own command needs none of this', async () => {
    const headers = { authorization: `Bearer ${COMMAND_KEY}` }
    expect((await ask('GET', '/photos?sensitive=include', undefined, headers)).statusCode).toBe(200)
    expect((await ask('GET', '/status', undefined, { authorization: `Bearer ${COMMAND_KEY}x` })).statusCode).toBe(401)
  })
})

describe('the vault', () => {
  let api: TestApi
  let ask: ReturnType<typeof asking>
  let secret: string
  beforeAll(async () => {
    api = await startTestApi()
    ask = asking(api)
    secret = await api.photo({ paths: ['passport.jpg'], analysis: { sensitive: 'id_document' } })
  })
  afterAll(() => api?.close())
  const local = { host: 'localhost' }

  test('on this machine stands open until there is a PIN', async () => {
    expect((await ask('GET', '/photos?sensitive=only', undefined, local)).json().items).toHaveLength(1)
    expect((await ask('GET', `/photos/${secret}`, undefined, local)).statusCode).toBe(200)
    expect((await ask('POST', '/vault/pin', { pin: '12' }, local)).statusCode).toBe(400)
    expect((await ask('POST', '/vault/pin', { pin: '2468' }, local)).statusCode).toBe(204)
    const refused = await ask('GET', '/photos?sensitive=only', undefined, local)
    expect(refused.statusCode).toBe(403)
    expect(refused.json()).toMatchObject({ code: 'vault_locked' })
    expect((await ask('GET', `/photos/${secret}`, undefined, local)).statusCode).toBe(404)
    expect((await ask('GET', '/photos', undefined, local)).statusCode).toBe(200)
  })

  test('is opened by it in one browser, and closed on demand or by itself', async () => {
    expect((await ask('POST', '/vault/unlock', { secret: '1357' }, local)).json()).toMatchObject({ code: 'wrong_pin' })
    const opened = await ask('POST', '/vault/unlock', { secret: '2468' }, local)
    expect(Date.parse(opened.json().until)).toBeGreaterThan(Date.now() + 9 * 60_000)
    const browser = { ...local, ...cookieOf(opened) }
    const status = async () => (await ask('GET', `/photos/${secret}`, undefined, browser)).statusCode
    expect(await status()).toBe(200)
    expect((await ask('GET', `/photos/${secret}`, undefined, local)).statusCode).toBe(404)
    expect((await ask('POST', '/vault/lock', undefined, browser)).statusCode).toBe(204)
    expect(await status()).toBe(404)
    await ask('POST', '/vault/unlock', { secret: '2468' }, browser)
    expect(await status()).toBe(200)
    await api.connection.pool.query('update sessions set vault_until = now()')
    expect(await status()).toBe(404)
  })

  test('only opens it: elsewhere its cookie lets nobody in', async () => {
    const { cookie } = cookieOf(await ask('POST', '/vault/unlock', { secret: '2468' }, local))
    const elsewhere = await startTestApi({ signIn: 'always' })
    const rows = await api.db.select().from(sessions)
    await elsewhere.db.insert(sessions).values(rows)
    expect((await elsewhere.get('/api/v1/status', { cookie: cookie as string })).statusCode).toBe(401)
    await elsewhere.close()
  })

  test('a token has to have the right for it', async () => {
    const headers = {
      ...local,
      authorization: `Bearer ${await createToken(api.db, 'frame', { scopes: ['read', 'vault'] })}`,
    }
    expect((await ask('GET', `/photos/${secret}`, undefined, headers)).statusCode).toBe(200)
  })

  test('the PIN is changed and removed by whoever knows it', async () => {
    const change = (pin: string | null, current?: string) =>
      ask('POST', '/vault/pin', { pin, ...(current ? { current } : {}) }, local)
    expect((await change('9999')).statusCode).toBe(401)
    expect((await change('9999', '2468')).statusCode).toBe(204)
    expect((await change(null, '9999')).statusCode).toBe(204)
    expect((await ask('GET', `/photos/${secret}`, undefined, local)).statusCode).toBe(200)
  })
})

test('nobody gives a token more than they may do', async () => {
  const api = await startTestApi({ signIn: 'always' })
  const headers = { authorization: `Bearer ${await createToken(api.db, 'settings', { scopes: ['admin'] })}` }
  const make = (scopes: string[]) => api.send('POST', '/api/v1/tokens', { name: scopes.join(), scopes }, headers)
  expect((await make(['read', 'write'])).json()).toMatchObject({ scopes: ['read', 'write'] })
  expect((await make(['read', 'vault'])).statusCode).toBe(403)
  expect((await make(['worker'])).statusCode).toBe(403)
  const past = { name: 'past', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' }
  expect((await api.send('POST', '/api/v1/tokens', past, headers)).statusCode).toBe(400)
  const text = await createToken(api.db, 'gone', { expiresAt: new Date(Date.now() - 1) })
  expect((await api.get('/api/v1/status', { authorization: `Bearer ${text}` })).statusCode).toBe(401)
  await api.close()
})

describe('behind a proxy', () => {
  let api: TestApi
  let ask: ReturnType<typeof asking>
  const PROXY = '172.18.0.2'
  const STRANGER = '172.19.0.2'
  beforeAll(async () => {
    api = await startTestApi({ host: '0.0.0.0', trustedProxies: ['172.18.0.0/16'], authHeader: 'Remote-User' })
    ask = asking(api)
    await setCredential(api.db, 'password', PASSWORD)
  })
  afterAll(() => api?.close())
  const signIn = (headers: Record<string, string>, from: string) =>
    ask('POST', '/session', { password: PASSWORD }, headers, from)
  const forwarded = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'photos.example',
    'x-forwarded-for': '203.0.113.7',
  }

  test('that speaks TLS, the cookie never leaves it', async () => {
    const response = await signIn({ ...forwarded, origin: 'https://photos.example' }, PROXY)
    expect(setCookie(response)).toMatch(/^__Host-albumen=[\w-]+; Path=\/; .*HttpOnly; SameSite=Strict; Secure$/)
    const below = await signIn({ ...forwarded, 'x-forwarded-prefix': '/albumen/' }, PROXY)
    expect(setCookie(below)).toMatch(/^__Secure-albumen=[\w-]+; Path=\/albumen; .*Secure$/)
    expect((await ask('GET', '/status', undefined, { ...forwarded, ...cookieOf(response) }, PROXY)).statusCode).toBe(
      200,
    )
  })

  test('that is not trusted, what it says of the client is not believed', async () => {
    expect(setCookie(await signIn(forwarded, STRANGER))).toMatch(/^albumen=/)
    expect((await signIn({ ...forwarded, origin: 'https://photos.example' }, STRANGER)).statusCode).toBe(403)
    const rows = await api.db.select().from(sessions)
    expect(new Set(rows.map((row) => row.address))).toEqual(new Set(['203.0.113.7', STRANGER]))
  })

  test('that signs people in, they are let in; and its header from elsewhere opens nothing', async () => {
    const headers = { 'remote-user': 'mei' }
    expect((await ask('GET', '/session', undefined, headers, PROXY)).json()).toMatchObject({ by: 'proxy', name: 'mei' })
    expect((await ask('GET', '/status', undefined, headers, PROXY)).statusCode).toBe(200)
    expect((await ask('GET', '/status', undefined, headers, STRANGER)).statusCode).toBe(401)
    expect((await ask('GET', '/status', undefined, headers, `::ffff:${PROXY}`)).statusCode).toBe(200)
    const foreign = { ...headers, origin: 'https://evil.example' }
    expect((await ask('POST', '/queues/ingest/resume', undefined, foreign, PROXY)).statusCode).toBe(403)
  })

  test('private photos stay locked for them, too', async () => {
    const headers = { 'remote-user': 'mei' }
    expect((await ask('GET', '/photos?sensitive=only', undefined, headers, PROXY)).statusCode).toBe(403)
    const opened = await ask('POST', '/vault/unlock', { secret: PASSWORD }, headers, PROXY)
    const open = { ...headers, ...cookieOf(opened) }
    expect((await ask('GET', '/photos?sensitive=only', undefined, open, PROXY)).statusCode).toBe(200)
    expect((await ask('GET', '/photos?sensitive=only', undefined, cookieOf(opened), STRANGER)).statusCode).toBe(401)
  })
})

test('a header is believed from a known proxy only', async () => {
  await expect(startTestApi({ authHeader: 'Remote-User' })).rejects.toThrow(/ALBUMEN_TRUSTED_PROXIES/)
})
