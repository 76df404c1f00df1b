import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Look, type OpenBrowser, openBrowser, PHONE } from './browser.js'
import { albumen, available, type Daemon, startDaemon, temporaryFolder, until } from './daemon.js'
import { putScenes } from './demo-scenes.js'
import { freePort } from './free-port.js'

const PHOTOS = ['autumn-forest', 'id-card']
const PASSWORD = 'a house by the sea'
const PIN = '2468'

describe.skipIf(!available('chromium'))('signing in, in a browser', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let daemon: Daemon
  let browser: OpenBrowser
  let page: Page
  const dataDir = () => path.join(folder.path, 'data')
  const env = { ALBUMEN_SIGN_IN: 'always' }
  let port: string
  const start = (folders: string[]) => startDaemon({ dataDir: dataDir(), folders, env: { ...env, ALBUMEN_PORT: port } })
  const open = async (at: string, look?: Look) => (await browser.open(`${daemon.address}/${at}`, look)).page
  const printedLink = () => /(?:within a day: |"open":")(http[^\s"]+)/.exec(daemon.output())?.[1] as string
  const signIn = async (on: Page, password: string) => {
    await on.getByText('Forgotten the password?').waitFor()
    await on.getByLabel('Password', { exact: true }).fill(password)
    await on.getByRole('button', { name: 'Open', exact: true }).click()
  }

  beforeAll(async () => {
    folder = await temporaryFolder()
    await putScenes(path.join(folder.path, 'photos'), PHOTOS)
    browser = await openBrowser()
    port = String(await freePort())
    daemon = await start([path.join(folder.path, 'photos')])
  })
  afterAll(async () => {
    await browser?.close()
    await daemon?.stop()
    await folder?.remove()
  })

  test('a stranger is told where the link is, and sees nothing else', async () => {
    expect((await fetch(`${daemon.address}/api/v1/status`)).status).toBe(401)
    const stranger = await open('library', { ...PHONE, language: 'zh' })
    await stranger.getByText('albumen sign-in').waitFor()
    expect(await stranger.locator('nav, form').count()).toBe(0)
    await stranger.context().close()
  })

  test('the commands of the owner work without a sign-in', async () => {
    await until('the photos to be analysed', async () => {
      const [row] = await daemon.sql<{ n: number }>(`select count(*)::int as n from photos where state = 'analysed'`)
      return row?.n === PHOTOS.length
    })
    expect(JSON.parse(albumen(dataDir(), ['status', '--json'], env).out).photos).toMatchObject({ total: PHOTOS.length })
    const { out } = albumen(dataDir(), ['search', 'card', '--sensitive', 'only', '--json'], env)
    expect(JSON.parse(out).items).toHaveLength(1)
  })

  test('the printed link opens once: a password is chosen, then the dashboard is there', async () => {
    page = await open(printedLink().replace(`${daemon.address}/`, ''))
    await page.getByRole('heading', { name: 'Welcome to Albumen' }).waitFor()
    await page.getByLabel('New password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Set password and open' }).click()
    await page.getByTestId('state').waitFor()
    expect(page.url()).toBe(`${daemon.address}/`)
    await page.getByTestId('recent').locator('img').first().waitFor()
    const cookies = await page.context().cookies()
    expect(cookies).toMatchObject([{ name: 'albumen', httpOnly: true, sameSite: 'Strict' }])

    const again = await open(printedLink().replace(`${daemon.address}/`, ''))
    await again.getByRole('button', { name: 'Open', exact: true }).click()
    await again.getByRole('alert').getByText('not valid any more').waitFor()
    await again.context().close()
  })

  test('out and in again', async () => {
    await page.goto(`${daemon.address}/settings?section=security`)
    await page.getByTestId('sessions').getByText('this browser').waitFor()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await signIn(page, 'a wrong password')
    await page.getByRole('alert').getByText('This is not the password.').waitFor()
    await signIn(page, PASSWORD)
    await page.getByTestId('state').waitFor()
  })

  test('a token is made for what it is needed for', async () => {
    await page.goto(`${daemon.address}/settings?section=tokens`)
    await page.getByLabel(/^Name/).fill('picture frame')
    await page.getByLabel('fetch the original files').check()
    await page.getByRole('button', { name: 'Make a token' }).click()
    const token = await page.getByTestId('secret').textContent()
    const made = page.getByTestId('tokens').getByRole('listitem').filter({ hasText: 'picture frame' })
    await made.getByText('see, originals').waitFor()
    const asked = (method: string, route: string) =>
      fetch(`${daemon.address}/api/v1${route}`, { method, headers: { authorization: `Bearer ${token}` } })
    expect((await asked('GET', '/photos')).status).toBe(200)
    expect((await asked('GET', '/photos?sensitive=only')).status).toBe(403)
    expect((await asked('POST', '/queues/analyse/pause')).status).toBe(403)
    expect((await asked('GET', '/settings')).status).toBe(403)
  })

  test('private photos are unlocked by the password, then by a PIN, and locked again', async () => {
    const photos = () => page.getByTestId('grid').locator('img')
    await page.goto(`${daemon.address}/library?sensitive=only`)
    const dialog = page.getByRole('dialog', { name: 'Unlock private photos' })
    await dialog.getByLabel('Password').fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Unlock' }).click()
    await page.getByTestId('vault-open').waitFor()
    await photos().first().waitFor()

    await page.goto(`${daemon.address}/settings?section=security`)
    await page.getByLabel('PIN, at least 4 digits or letters').fill(PIN)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Set PIN' }).click()
    await page.getByRole('button', { name: 'Unlock private photos' }).click()
    await dialog.getByLabel('PIN').fill('1357')
    await dialog.getByRole('button', { name: 'Unlock' }).click()
    await dialog.getByText('This is not the PIN.').waitFor()
    await dialog.getByLabel('PIN').fill(PIN)
    await dialog.getByRole('button', { name: 'Unlock' }).click()
    await page.getByTestId('vault-open').getByRole('button', { name: 'Lock' }).click()
    await page.getByTestId('vault-open').waitFor({ state: 'detached' })
    await page.goto(`${daemon.address}/library`)
    await photos().first().waitFor()
    expect(await photos().count()).toBe(1)
  })

  test('many wrong passwords have to wait, and a link opens meanwhile', async () => {
    const other = await open('library')
    for (let n = 0; n < 12; n++) {
      const answered = other.waitForResponse(/\/api\/v1\/session$/)
      await signIn(other, `wrong ${n}`)
      if ((await answered).status() === 429) break
    }
    await other.getByText(/Too many wrong attempts/).waitFor()
    await signIn(other, PASSWORD)
    await other.getByText(/Too many wrong attempts/).waitFor()

    const { out } = albumen(dataDir(), ['sign-in', '--minutes', '15'], env)
    await other.goto(out.trim())
    await other.getByRole('button', { name: 'Open', exact: true }).click()
    await other.getByTestId('state').waitFor()
    await page.goto(`${daemon.address}/settings?section=security`)
    await until(
      'both browsers to be listed',
      async () => (await page.getByTestId('sessions').locator('li').count()) === 2,
    )
    await page.getByRole('button', { name: 'Sign out all others' }).click()
    await other.reload()
    await other.getByLabel('Password', { exact: true }).waitFor()
    await other.context().close()
  })

  test('it stays so over a restart', async () => {
    await daemon.stop()
    daemon = await start([])
    expect(daemon.output()).not.toContain('within a day')
    await page.goto(`${daemon.address}/`)
    await page.getByTestId('state').waitFor()
  })
})
