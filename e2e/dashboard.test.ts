import { readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../packages/core/project-root.js'
import { seriousProblems } from './axe.js'
import { expectFitting, type Look, PHONE, pagesFor } from './browser.js'
import { here } from './composition.js'
import { available, type Daemon, startDaemon, temporaryFolder, until } from './daemon.js'
import { putScene, putScenes } from './demo-scenes.js'
import { freePort } from './free-port.js'
import { whileLocked } from './postgres.js'

const PHOTOS = ['beach-palm-sunset', 'beach-red-dress', 'purple-flowers', 'autumn-forest']
const PAGES = ['', 'library', 'search?q=beach', 'map', 'try', 'settings', 'settings?section=webhooks']
/** The model takes seconds a photo on a busy machine. */
const SLOW = { timeout: 300_000 }

describe.skipIf(!available('chromium'))('the dashboard in a browser', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let daemon: Daemon
  let port: string
  const start = (env: Record<string, string> = {}) => {
    const [dataDir, photos] = [path.join(folder.path, 'data'), path.join(folder.path, 'photos')]
    return startDaemon({ dataDir, folders: [photos], env: { ALBUMEN_PORT: port, ...env } })
  }
  const { open, openAt, troubles } = pagesFor(() => daemon.address)

  beforeAll(async () => {
    folder = await temporaryFolder()
    await putScenes(path.join(folder.path, 'photos'), PHOTOS)
    port = String(await freePort())
    daemon = await start()
    await daemon.post('/queues/analyse/pause')
  })
  afterAll(async () => {
    await daemon?.stop()
    await folder?.remove()
  })

  test('shows the progress from the first photo to the last as it happens', async () => {
    await until('the photos to be read', async () => {
      const { photos } = await daemon.get<{ photos: { total: number } }>('/status')
      return photos.total === PHOTOS.length
    })
    const page = await open()
    const state = page.getByTestId('state')
    await page.locator('[data-state=paused]').waitFor()
    // No answer is stored before the page has shown that there is work.
    await whileLocked((await daemon.info()).databaseUrl as string, 'analyses', async () => {
      await page.getByRole('button', { name: 'Resume' }).click()
      await page.locator('[data-state=analysing]').waitFor()
    })
    await page.locator('[data-state=idle]').waitFor(SLOW)
    expect(await state.textContent()).toBe('All caught up')
    await until('the last photos to stream in', async () => {
      return (await page.getByTestId('recent').locator('img').count()) === PHOTOS.length
    })
    await page.getByRole('img', { name: /Photos analysed/ }).waitFor()
  })

  test('says in Chinese what the api says', async () => {
    const page = await open('settings?section=about', { ...PHONE, language: 'zh' })
    const findings = page.getByTestId('findings')
    await findings.getByText('数据库', { exact: true }).waitFor()
    const text = (await findings.innerText()).replace(/`[^`]*`/g, '')
    expect(text, 'no sentence is left in English').not.toMatch(/([a-z]+ ){3}[a-z]+/i)
  })

  test('finds photos in English and Chinese, with the question in the address', async () => {
    const page = await open('search')
    await page.getByRole('combobox').fill('purple flowers')
    await page.getByTestId('results').getByRole('link').first().waitFor()
    await page.getByTestId('count').getByText('1 photo', { exact: true }).waitFor()
    expect(new URL(page.url()).searchParams.get('q')).toBe('purple flowers')

    const chinese = await open('search?q=三亚', { ...PHONE, language: 'zh' })
    await chinese.getByTestId('results').getByRole('link').first().waitFor()
    expect(await chinese.getByTestId('count').textContent()).toMatch(/^\d 张照片/)
  })

  test('the library and the viewer are walked with the keyboard alone', async () => {
    const page = await open('library')
    const tiles = page.getByTestId('grid').getByRole('link')
    const focusIsOn = (place: string) => page.waitForFunction(`document.activeElement?.dataset.place === '${place}'`)
    await tiles.first().press('ArrowRight')
    await focusIsOn('1')
    await page.keyboard.press('Enter')
    const viewer = page.getByRole('dialog', { name: /./ })
    await viewer.waitFor()
    await viewer.getByTestId('panel').getByText('In the picture').waitFor()
    const photo = () => new URL(page.url()).searchParams.get('photo')
    const first = photo()
    await page.keyboard.press('ArrowRight')
    await until('the next photo', async () => photo() !== first)
    await page.keyboard.press('ArrowLeft')
    await until('the photo before', async () => photo() === first)
    await page.keyboard.press('i')
    await viewer.getByTestId('panel').waitFor({ state: 'detached' })
    await page.keyboard.press('i')
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })
    expect(photo()).toBeNull()
    await focusIsOn('1')
    await page.keyboard.press('Space')
    await page.getByText('1 selected').waitFor()
    await page.keyboard.press('Shift+ArrowRight')
    await page.getByText('2 selected').waitFor()
  })

  test('a failed photo is tried again from the page', async () => {
    const page = await open()
    await page.locator('[data-state=idle]').waitFor()
    await daemon.sql(`update photos set state = 'failed', failed_stage = 'analyse', failed_code = 'engine_timeout',
      failed_reason = 'It took too long.', failed_at = now()
      where id = (select id from photos order by id limit 1)`)
    const failures = page.getByTestId('failures')
    await failures.getByText('The model took too long').waitFor()
    await failures.getByRole('button', { name: /Try again/ }).click()
    await failures.waitFor({ state: 'detached', ...SLOW })
    await until('the photo to be analysed', async () => {
      const { photos } = await daemon.get<{ photos: { analysed: number } }>('/status')
      return photos.analysed === PHOTOS.length
    })
  })

  test('a photo that is not stored is looked at while one watches', async () => {
    const page = await open('try')
    const cat = path.join(folder.path, 'cat.jpg')
    await putScene('black-cat-grass', cat)
    await page.setInputFiles('input[type=file]', cat)
    await page.getByTestId('analysis').getByText(/cat/i).first().waitFor(SLOW)
    expect(await page.getByTestId('answer').textContent()).toContain('"category"')
  })

  test('tokens are made, and webhooks tested with their log in sight', async () => {
    const told: string[] = []
    const receiver = http.createServer((request, response) => {
      told.push(String(request.headers['webhook-id']))
      response.end()
    })
    await new Promise<void>((listening) => receiver.listen(0, here, listening))
    const page = await open('settings?section=tokens')
    await page.getByLabel(/Name/).fill('phone')
    await page.getByRole('button', { name: 'Make a token' }).click()
    expect((await page.getByTestId('secret').textContent())?.length).toBeGreaterThan(20)
    await page.getByTestId('tokens').getByText('phone').waitFor()

    await page.getByRole('link', { name: 'Webhooks' }).click()
    await page.getByLabel('Address').fill(`http://${here}:${(receiver.address() as AddressInfo).port}/hook`)
    await page.getByLabel('In my own network').check()
    await page.getByRole('button', { name: 'Add webhook' }).click()
    await page.getByRole('button', { name: 'Send a test' }).click()
    await until('the webhook to be told', async () => told.length > 0)
    await page.getByText('Log', { exact: true }).click()
    await page.getByTestId('log').getByText('delivered').waitFor()
    receiver.close()
  })

  test.each<[string, Look]>([
    ['a desktop in the light', { width: 1360, height: 900 }],
    ['a phone in the dark, in Chinese', { ...PHONE, dark: true, language: 'zh' }],
  ])('every page fits, and axe finds nothing serious, on %s', async (_name, look) => {
    const page = await open('', look)
    for (const each of PAGES) {
      await page.goto(`${daemon.address}/${each}`)
      await page.locator('h1').first().waitFor({ state: 'attached' })
      await page.waitForLoadState('networkidle').catch(() => {})
      expect(await page.evaluate<string>('document.documentElement.dataset.theme')).toBe(look.dark ? 'dark' : 'light')
      await expectFitting(page)
      expect(await seriousProblems(page), `/${each}`).toEqual([])
    }
  })

  test.each<[string, Look, string, string]>([
    ['no-such-page', { width: 1360, height: 900 }, 'There is no such page', 'To the overview'],
    ['照片/二〇二四', { ...PHONE, dark: true, language: 'zh' }, '没有这个页面', '回到概览'],
  ])('the address /%s is said to be unknown, with a way back', async (at, look, said, back) => {
    const { page } = await openAt(`${daemon.address}/${at}`, look)
    await page.getByRole('heading', { name: said }).waitFor()
    expect(await page.title()).toBe(`${said} · Albumen`)
    await page.getByText(`/${at}`, { exact: true }).waitFor()
    await expectFitting(page)
    expect(await seriousProblems(page)).toEqual([])
    await page.getByRole('link', { name: back }).click()
    await page.locator('[data-state]').first().waitFor()
    expect(page.url()).toBe(`${daemon.address}/`)
  })

  test('below the path of a proxy everything is found', async () => {
    const proxy = http.createServer((request, response) => {
      if (!request.url?.startsWith('/photos/')) return response.writeHead(404).end()
      const { host: _, ...headers } = request.headers
      const onward = http.request(`${daemon.address}${request.url.slice('/photos'.length)}`, { headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      onward.on('error', () => response.destroy())
      request.pipe(onward)
    })
    await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening))
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/photos/`
    const { page, troubles: found } = await openAt(`${address}library`)
    await page.getByTestId('grid').getByRole('link').first().waitFor()
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.locator('[data-state=idle]').waitFor()
    expect(page.url()).toBe(address)
    expect(found).toEqual([])
    await page.goto(`${address}library/2024/may`)
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    await page.getByRole('link', { name: 'Library', exact: true }).click()
    await page.getByTestId('grid').getByRole('link').first().waitFor()
    expect(page.url()).toBe(`${address}library`)
    proxy.closeAllConnections()
    proxy.close()
  })

  test('the types of the app are those of the api', async () => {
    const made = path.join(projectRoot, 'web', 'types.mjs')
    const { typesOf } = (await import(made)) as { typesOf(document: unknown): string }
    const committed = readFileSync(path.join(projectRoot, 'web/src/api/types.ts'), 'utf8')
    const expected = typesOf(await daemon.get('/openapi.json'))
    expect(committed === expected, 'run `npm run web:types` with the daemon running').toBe(true)
  })

  test('a big library can be entered anywhere', async () => {
    await daemon.sql(`insert into photos (id, bytes, state, format, width, height, taken_local, taken_source, ingested_at)
      select encode(sha256(i::text::bytea), 'hex'), 1, 'analysed', 'jpeg', 4000 - i % 3 * 700, 3000, timestamp '2000-01-01' +
        i * interval '7 hours', 'exif', now() from generate_series(1, 20000) i`)
    const { page } = await openAt(`${daemon.address}/library`) // there are no pictures of these
    const tiles = page.getByTestId('grid').getByRole('link')
    await tiles.first().waitFor()
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight / 2)')
    await until('photos where one has jumped to', async () => {
      const places = await tiles.evaluateAll((all) =>
        all.flatMap((each) => {
          const { top } = each.getBoundingClientRect()
          return top >= 0 && top < 900 ? [Number(each.getAttribute('data-place'))] : []
        }),
      )
      return places.some((place) => place > 5_000 && place < 15_000)
    })
    await page.getByRole('slider', { name: 'Jump to a date' }).press('End')
    await page.getByRole('heading', { name: '2000' }).first().waitFor()
  })

  test('recovers by itself when the server comes back', async () => {
    const { page } = await openAt(daemon.address)
    await page.locator('[data-state=idle]').waitFor()
    await daemon.stop()
    const lost = page.getByText('No connection to Albumen')
    await lost.first().waitFor()
    daemon = await start()
    // After a while each part of the page says so, too.
    await until('every part of the page to be back', async () => (await lost.count()) === 0)
    await daemon.post('/queues/analyse/pause')
    await page.getByRole('button', { name: 'Resume' }).waitFor(SLOW)
  })

  test.each([
    ['script', 'Library', '**/assets/Library-*.js', 2], // the first is only asked for ahead
    ['stylesheet', 'Library', '**/assets/Library-*.css', 1],
    ['stylesheet', 'Settings', '**/assets/Settings-*.css', 1],
  ])('a %s of the page %s that got lost on the way is fetched again', async (_, name, lost, times) => {
    const { page } = await openAt(daemon.address)
    await page.locator('[data-state]').first().waitFor()
    let asked = 0
    await page.route(lost, (route) => (asked++ < times ? route.abort('connectionreset') : route.continue()))
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByText('It is tried again by itself.').waitFor()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/${name.toLowerCase()}`)
    expect(asked).toBeGreaterThan(times)
    const styles = await page.evaluate<string[]>('[...document.styleSheets].map(({ href }) => href ?? "")')
    expect(styles.join()).toMatch(new RegExp(`/assets/${name}-.*\\.css`))
  })

  test('a page that is opened while the server is away comes when it is back', async () => {
    const { page } = await openAt(daemon.address)
    await page.locator('[data-state]').first().waitFor()
    const { port } = new URL(daemon.address)
    await daemon.stop()
    await page.getByRole('link', { name: 'Map', exact: true }).click()
    await page.getByText('It is tried again by itself.').waitFor()
    daemon = await start({ ALBUMEN_PORT: port })
    await page.getByTestId('map').waitFor(SLOW)
    expect(new URL(page.url()).pathname).toBe('/map')
  })

  test('nothing went wrong on any page, and nothing was asked of anybody else', () => {
    expect(troubles()).toEqual([])
  })
})
