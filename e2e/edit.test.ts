import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousProblems } from './axe.js'
import { expectFitting, type Look, PHONE, pagesFor } from './browser.js'
import { available, type Daemon, startDaemon, temporaryFolder, until } from './daemon.js'
import { putScenes } from './demo-scenes.js'

const PHOTOS = ['beach-palm-sunset', 'beach-red-dress', 'purple-flowers']
/** The model takes seconds a photo on a busy machine. */
const SLOW = { timeout: 300_000 }

describe.skipIf(!available('chromium'))('what the owner says, in a browser', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let daemon: Daemon
  const { open, openAt, troubles } = pagesFor(() => daemon.address)
  const total = async (query = '') => (await daemon.get<{ total: number }>(`/timeline${query}`)).total
  const idOf = async (name: string) => {
    const { items } = await daemon.get<{ items: { photo: { id: string } }[] }>(`/search?q=${name}.jpg&hidden=include`)
    return items[0]?.photo.id ?? ''
  }
  const untilTotal = (count: number, query?: string) =>
    until(`${count} photos${query ? ` with ${query}` : ''}`, async () => (await total(query)) === count)
  const tiles = (page: Page) => page.getByTestId('grid').getByRole('link')

  beforeAll(async () => {
    folder = await temporaryFolder()
    const photos = path.join(folder.path, 'photos')
    await putScenes(photos, PHOTOS)
    daemon = await startDaemon({ dataDir: path.join(folder.path, 'data'), folders: [photos] })
    await until('all to be analysed', async () => {
      const { photos } = await daemon.get<{ photos: { analysed: number } }>('/status')
      return photos.analysed === PHOTOS.length
    })
  })
  afterAll(async () => {
    await daemon?.stop()
    await folder?.remove()
  })

  test('a tag is added, a word corrected and given back, and the photo found by its new tag', async () => {
    const id = await idOf('purple-flowers')
    const page = await open(`library?photo=${id}`)
    const tags = page.getByTestId('tags')
    await tags.waitFor()
    await page.keyboard.press('t')
    await page.keyboard.type('Oma’s garden')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await tags.getByRole('link', { name: 'Oma’s garden' }).waitFor()
    await page.getByTestId('by-hand').getByText('Tags').waitFor()

    await page.keyboard.press('e')
    await page.getByTestId('correct').getByLabel('Description').fill('Lavender behind the house.')
    await page.getByTestId('correct').getByLabel('Kind').selectOption('home')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Lavender behind the house.', { exact: true }).waitFor()
    const photo = await until('the corrections', async () => {
      const photo = await daemon.get<{ edited: { field: string }[]; analysis: object }>(`/photos/${id}`)
      return photo.edited.length === 3 && photo
    })
    expect(photo.analysis).toMatchObject({ category: 'home', description: 'Lavender behind the house.' })
    await page.getByRole('button', { name: 'Give back: Kind' }).click()
    await page.getByRole('link', { name: 'Nature' }).waitFor()

    // analysed again, and nothing of it is lost
    await daemon.post('/queues/analyse/pause')
    await page.getByRole('button', { name: 'Analyse again' }).click()
    await page.getByText('Being looked at again').waitFor()
    await daemon.post('/queues/analyse/resume')
    await page.getByText('Being looked at again').waitFor({ state: 'detached', ...SLOW })
    await page.getByText('Lavender behind the house.', { exact: true }).waitFor()
    await tags.getByRole('link', { name: 'Oma’s garden' }).click()
    await page
      .getByTestId('results')
      .getByRole('link', { name: /Lavender/ })
      .waitFor()
    await page.getByRole('combobox').fill('lavender')
    await page
      .getByTestId('results')
      .getByRole('link', { name: /Lavender/ })
      .waitFor()
    expect(await page.getByTestId('count').textContent()).toBe('1 photo')
  })

  test('a photo is hidden with the keyboard, the next one takes its place, and it comes back', async () => {
    const page = await open('library')
    await tiles(page).first().click()
    const photo = () => new URL(page.url()).searchParams.get('photo')
    await page.getByTestId('panel').getByTestId('tags').waitFor()
    const first = photo()
    await page.keyboard.press('h')
    await page.getByText('1 photo hidden.').waitFor()
    await until('the next photo', async () => photo() !== null && photo() !== first)
    // While its sentence is there.
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('1 of 3').or(page.getByText('2 of 3')).waitFor()
    await untilTotal(PHOTOS.length)

    const second = photo()
    await page.keyboard.press('h')
    await until('the next photo', async () => photo() !== null && photo() !== second)
    await page.getByText(/[12] of 2/).waitFor()
    await untilTotal(PHOTOS.length - 1)
    await page.keyboard.press('Escape')
    await page.getByLabel('Hidden').selectOption('only')
    await page.getByText('1 photo', { exact: true }).waitFor()
    await tiles(page).first().hover()
    await page.getByRole('checkbox').first().click()
    await page.getByRole('button', { name: 'Show again' }).click()
    await page.getByText('No photo is hidden').waitFor()
    await untilTotal(PHOTOS.length)
  })

  test('many photos are tagged and made private at once, and it is undone', async () => {
    const page = await open('library')
    await tiles(page).first().press('Space')
    await page.getByText('1 selected').waitFor()
    await page.keyboard.press('Shift+ArrowRight')
    await page.getByText('2 selected').waitFor()
    await page.keyboard.press('t')
    await page.keyboard.type('holiday,')
    await page.getByTestId('tag-dialog').getByRole('button', { name: 'Add', exact: true }).last().click()
    await page.getByText('Tags added to 2 photos.').waitFor()
    await untilTotal(2, '?tag=holiday')

    await tiles(page).first().press('Space')
    await page.getByText('1 selected').waitFor()
    await page.keyboard.press('Shift+ArrowRight')
    await page.getByText('2 selected').waitFor()
    await page.keyboard.press('p')
    await page.getByText('2 photos private now.').waitFor()
    await page.getByText('1 photo', { exact: true }).waitFor()
    await untilTotal(1)
    await page.keyboard.press('Control+z')
    await page.getByText('As it was before.').waitFor()
    await page.getByText('3 photos', { exact: true }).waitFor()
    await untilTotal(2, '?tag=holiday')
  })

  test('photos that were found are chosen as in the library', async () => {
    const page = await open('search?q=holiday')
    const found = page.getByTestId('results').getByRole('link')
    await found.nth(1).waitFor()
    await found.first().press('Space')
    await page.getByText('1 selected').waitFor()
    await page.keyboard.press('Shift+ArrowRight')
    await page.getByText('2 selected').waitFor()
    await page.keyboard.press('Escape')
    await found.first().click({ modifiers: ['Shift'] })
    await found.nth(1).click({ modifiers: ['Shift'] })
    await page.getByRole('button', { name: 'Favourite' }).click()
    await untilTotal(2, '?favourite=true')
    await page.getByText('2 selected').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await page.getByText('As it was before.').waitFor()
    await untilTotal(0, '?favourite=true')
  })

  test('what the api refuses is shown as it was', async () => {
    const { page } = await openAt(`${daemon.address}/library`) // the browser tells of the refusal
    await tiles(page).first().waitFor()
    await page.route('**/api/v1/photos', (route) =>
      route.fulfill({ status: 503, json: { status: 503, detail: 'The database does not answer now.' } }),
    )
    await tiles(page).first().press('Space')
    await page.getByText('1 selected').waitFor()
    await page.keyboard.press('h')
    await page.getByText('The database does not answer now.').waitFor()
    expect(await tiles(page).count()).toBe(PHOTOS.length)
    expect(await total()).toBe(PHOTOS.length)
  })

  test.each<[string, Look]>([
    ['a desktop in the light', { width: 1360, height: 900 }],
    ['a phone in the dark, in Chinese', { ...PHONE, dark: true, language: 'zh' }],
  ])('correcting fits, and axe finds nothing serious, on %s', async (_name, look) => {
    const page = await open(`library?photo=${await idOf('purple-flowers')}`, look)
    await page.getByTestId('by-hand').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await page.keyboard.press('e')
    await page.getByTestId('correct').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('heading', { name: /Keyboard|键盘/ }).waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await tiles(page).first().press('Space')
    await page.keyboard.press('t')
    await page.getByTestId('tag-dialog').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expectFitting(page)
  })

  test('nothing went wrong on any page', () => {
    expect(troubles()).toEqual([])
  })
})
