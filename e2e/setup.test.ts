import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { say } from '../packages/core/sentences/say.js'
import { catalog } from '../packages/vision/models/catalog.js'
import { startHub, type TestHub } from '../packages/vision/models/testing.js'
import { seriousProblems } from './axe.js'
import { expectFitting, PHONE, pagesFor } from './browser.js'
import { here, inContainers } from './composition.js'
import { available, type Daemon, startDaemon, temporaryFolder, until } from './daemon.js'
import { demoFolder, putScene, putScenes } from './demo-scenes.js'

interface Status {
  welcome: boolean
  engine: { kind: string; model: string | null; state: string }
  photos: { total: number; analysed: number }
  files: { found: number; missing: number }
  shares: { name: string; ignore: string[] }[]
}

/** An imitation of the hubs that has the test model under every name of the catalog. */
async function hubWithNano(): Promise<TestHub> {
  const nano = (file: string) => readFileSync(path.join(demoFolder, '..', file))
  const files = catalog.flatMap(({ model, mmproj }) => [
    [`${model.repository}/${model.file}`, nano('nano-vl.gguf')] as const,
    [`${mmproj.repository}/${mmproj.file}`, nano('nano-vl-mmproj.gguf')] as const,
  ])
  return await startHub(Object.fromEntries(files), here)
}

/** The model takes seconds a photo on a busy machine. */
const SLOW = { timeout: 300_000 }

describe.skipIf(!available('chromium'))('setting up in a browser', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let hub: TestHub
  let daemon: Daemon
  let photos: string
  const status = () => daemon.get<Status>('/status')
  const { open, troubles } = pagesFor(() => daemon.address)

  beforeAll(async () => {
    folder = await temporaryFolder()
    photos = path.join(folder.path, 'photos')
    await putScenes(path.join(photos, '家庭'), ['red-car', 'white-cat-sofa'])
    await putScenes(path.join(photos, 'Screenshots'), ['chart-screenshot-light'])
    hub = await hubWithNano()
    daemon = await startDaemon({
      dataDir: path.join(folder.path, 'data'),
      folders: ['--setup'],
      env: { ALBUMEN_MODEL: '', HF_ENDPOINT: hub.url, ALBUMEN_BROWSE_ROOTS: folder.path },
    })
  })
  afterAll(async () => {
    await daemon?.stop()
    await hub?.close()
    await folder?.remove()
  })

  test('the first start leads from nothing to photos that are looked at, with the keyboard alone', async () => {
    if (!inContainers) expect(daemon.output()).toContain('No folder is watched yet')
    // Until it has been seen that something comes.
    hub.pace.bytesPerMs = 50
    const page = await open()
    await page.getByRole('heading', { name: 'Welcome to Albumen' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/welcome')
    const press = (name: string) => page.getByRole('button', { name }).press('Enter')
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true)
    await press(`Open ${folder.path}`)
    await press('Open photos')
    await page.getByTestId('picker').getByText(photos, { exact: true }).waitFor()
    await page.getByText('This folder: 3 photos').waitFor()
    await press('Choose this folder')
    await page.getByTestId('chosen').getByText('3 photos').waitFor()
    await press('Continue')
    await page.getByRole('heading', { name: 'In which language' }).waitFor()
    // The focus goes along.
    await page.waitForFunction(`document.activeElement?.id === 'step'`)
    await page.getByRole('radio', { name: '中文' }).press('Space')
    await press('Continue')
    await page.getByText(/qwen3-vl-\w+-q4_k_m/).waitFor()
    await press('Continue')
    await page.getByText('1 folder is watched from now on.').waitFor()
    await page.getByText(/is being downloaded/).waitFor()
    hub.pace = {}
    await page.getByRole('link', { name: 'To the overview' }).click()
    await page.locator('[data-state=idle]').waitFor(SLOW)
    const now = await status()
    expect(now).toMatchObject({ welcome: false, photos: { total: 3, analysed: 3 }, shares: [{ name: 'photos' }] })
    expect(now.engine.model).toMatch(/^Qwen3VL/)
    const { items } = await daemon.get<{ items: { analysis: { language: string } }[] }>('/photos')
    expect(items.map(({ analysis }) => analysis.language)).toEqual(['zh', 'zh', 'zh'])
  })

  test('another language holds for new photos, and the old ones are described again on request', async () => {
    const page = await open('settings?section=look')
    await page.getByRole('group', { name: 'Language of the descriptions' }).getByText('English').click()
    await page.getByTestId('others').getByText('3 photos are described in the other language.').waitFor()
    await putScene('pizza-red-table', path.join(photos, 'pizza.jpg'))
    const languages = () =>
      daemon.sql<{ language: string; n: number }>(`select a.language, count(*)::int as n from photos p
        join analyses a on a.id = p.analysis_id group by 1 order by 1`)
    await until('the new photo to be described', async () => (await status()).photos.analysed === 4)
    expect(await languages()).toEqual([
      { language: 'en', n: 1 },
      { language: 'zh', n: 3 },
    ])
    await page.getByRole('button', { name: 'Describe them again' }).click()
    await until('all to be described again', async () => (await languages())[0]?.n === 4)
    await page.reload()
    await page.getByRole('group', { name: 'Language of the descriptions' }).waitFor()
    expect(await page.getByTestId('others').count()).toBe(0)
  })

  test('a model is fetched, stopped, gone on with, used and deleted from the page, on a phone in Chinese', async () => {
    const page = await open('settings?section=model', { ...PHONE, language: 'zh' })
    const name = 'qwen3-vl-4b-q8_0'
    const row = page.getByTestId(`model-${name}`)
    await page.getByText('全部模型').click()
    // The projector comes whole, the model stops coming before its end.
    hub.pace.bytesPerMs = 1_500
    hub.faults.push({ noRange: true }, { stallAfter: 2_500_000 })
    await row.getByRole('button', { name: '下载' }).click()
    const arriving = row.getByTestId('progress').filter({ has: page.getByTitle('Qwen3VL-4B-Instruct-Q8_0.gguf') })
    await arriving.getByText('2.5 MB').waitFor(SLOW)
    hub.pace = {}
    await row.getByRole('button', { name: '停止' }).click()
    await row.getByText('下载未完成').waitFor(SLOW)
    await row.getByRole('button', { name: '继续下载' }).click()
    await row.getByText('使用中').waitFor(SLOW)
    await until('the worker to change over', async () => (await status()).engine.model === 'Qwen3VL-4B-Instruct-Q8_0')
    await row.getByRole('button', { name: '检查文件' }).click()
    await row.getByText('所有文件完好。').waitFor(SLOW)

    const other = page.getByTestId(/^model-qwen3-vl-/).filter({ has: page.getByRole('button', { name: /^使用/ }) })
    await other.first().getByRole('button', { name: /^使用/ }).click()
    await row.getByText('已下载').waitFor(SLOW)
    await row.getByRole('button', { name: '删除' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
    await row.getByRole('button', { name: '下载' }).waitFor(SLOW)
    await expectFitting(page)
  })

  test('a hub that is away is said, and a server is tested before it is used', async () => {
    hub.listFaults.push(...Array.from({ length: 10 }, () => ({ status: 404 })))
    const page = await open('settings?section=model')
    await page.getByText('Another model').click()
    await page.getByLabel('hf:owner/repository/file.gguf, or a link').fill('hf:nobody/nothing/model.gguf')
    await page.getByLabel('hf:owner/repository/file.gguf, or a link').press('Enter')
    await page
      .getByText(/Tries again at|None of the download servers|cannot be reached/)
      .first()
      .waitFor(SLOW)
    hub.listFaults.length = 0

    await page.getByLabel('Address').fill('127.0.0.1:9')
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await page.getByTestId('server-found').getByText('This server cannot be used').waitFor(SLOW)
    await page.getByRole('button', { name: 'Use this server' }).click()
    await page.getByTestId('server-found').waitFor()
    expect((await status()).engine.kind).toBe('embedded')
  })

  test('rules show what they leave out before they do, and give it back', async () => {
    const page = await open('settings?section=folders')
    await page.getByRole('button', { name: 'Change: photos' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Left out').fill('Screenshots/')
    await dialog.getByRole('button', { name: 'Show what that leaves out' }).click()
    await dialog.getByTestId('effect').getByText('1 of 4 files leave the library.').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('1 rule').waitFor()
    await until('the file to be left out', async () => (await status()).photos.total === 3)
    await page.getByRole('button', { name: 'Change: photos' }).click()
    await dialog.getByLabel('Left out').fill('')
    await dialog.getByRole('button', { name: 'Show what that leaves out' }).click()
    await dialog.getByText('1 file that was left out comes back.').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await until('the file to be back', async () => (await status()).photos.analysed === 4)
  })

  test('axe finds nothing serious in the guide and the settings', async () => {
    const page = await open('welcome', { ...PHONE, dark: true, language: 'zh' })
    for (const each of ['welcome', 'settings?section=model', 'settings?section=folders', 'settings?section=look']) {
      await page.goto(`${daemon.address}/${each}`)
      await page.locator('h1').first().waitFor({ state: 'attached' })
      await page.waitForLoadState('networkidle').catch(() => {})
      await expectFitting(page)
      expect(await seriousProblems(page), each).toEqual([])
    }
  })

  test('nothing went wrong on any page', () => {
    expect(troubles()).toEqual([])
  })
})

describe.skipIf(!available('chromium'))('setting up while the download servers cannot be reached', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let daemon: Daemon
  const { open, troubles } = pagesFor(() => daemon.address)

  beforeAll(async () => {
    folder = await temporaryFolder()
    await putScenes(path.join(folder.path, 'photos'), ['red-car'])
    daemon = await startDaemon({
      dataDir: path.join(folder.path, 'data'),
      folders: ['--setup'],
      env: { ALBUMEN_MODEL: '', ALBUMEN_BROWSE_ROOTS: folder.path },
    })
  })
  afterAll(async () => {
    await daemon?.stop()
    await folder?.remove()
  })

  test('the last step says what happens next, and how a model comes by hand', async () => {
    const { items } = await until('the machine to be looked at', async () => {
      const models = await daemon.get<{ machine: object | null; items: { name: string; kind: string; fit: string }[] }>(
        '/models',
      )
      return models.machine ? models : undefined
    })
    const suits = items.find(({ kind, fit }) => kind === 'vision' && fit === 'recommended')?.name as string
    const file = catalog.find(({ name }) => name === suits)?.model.file as string
    // As the worker leaves it after a try; a real one would ask the servers of the world.
    const message = say('download_unreachable', {
      file,
      each: say('source_unreachable', { source: 'Hugging Face', error: 'ENOTFOUND' }),
      folder: path.join(folder.path, 'data', 'models'),
    })
    const problem = JSON.stringify({ code: 'unreachable', message }).replaceAll("'", "''")
    await daemon.sql(`insert into errands (kind, name, options, problem, not_before)
      values ('pull', '${suits}', '{"use":true}', '${problem}', now() + interval '1 hour')`)

    const page = await open('welcome', { ...PHONE, language: 'zh' })
    const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
    await press(`打开 ${folder.path}`)
    await press('打开 photos')
    await press('选择此文件夹')
    await press('继续')
    await page.getByRole('heading', { name: '用哪种语言' }).waitFor()
    await press('继续')
    await page.getByText(suits).waitFor()
    await press('继续')
    await page.getByText(`现在无法下载 ${suits}。`).waitFor()
    await page.getByText('无法连接下载服务器。').waitFor()
    await page.getByText(/将于 .* 重试/).waitFor()
    await page.getByText('照片可以按日期、地点和名称查找').waitFor()
    await page.getByText(new RegExp(`${file} 和 mmproj-.* ${path.join(folder.path, 'data', 'models')}`)).waitFor()
    await page.getByText('详情').click()
    await page.getByText(/Hugging Face 无法连接（ENOTFOUND）。请检查网络/).waitFor()
    await expectFitting(page)
    expect(await seriousProblems(page)).toEqual([])
    expect(troubles()).toEqual([])
  })
})
