import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished } from 'vitest'
import { loadConfig } from '#core/config'
import { readOwnerServer, writeOwnerServer } from '#core/owner-server'
import { readOwnerSettings, writeOwnerSettings } from '#core/owner-settings'
import { projectRoot } from '#core/project-root'
import { type TestDatabase, testDatabase } from '#core/testing/postgres'
import { gguf } from '#text/testing'
import { startAlbumen } from './testing.js'

/** Commands on a library whose services run by themselves, as in containers: what its page was told is in the database. */
const KEY = 'of-the-page'
let database: TestDatabase
let dataDir: string
beforeAll(async () => {
  database = await testDatabase()
  dataDir = await mkdtemp(path.join(tmpdir(), 'albumen-choice-'))
})
afterEach(() => writeOwnerServer(db(), undefined))
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const db = () => database.connection.db
const models = (...more: string[]) => path.join(dataDir, 'models', ...more)

const start = (args: string[], extra: Record<string, string> = {}) =>
  startAlbumen(args, { ALBUMEN_DATA_DIR: dataDir, DATABASE_URL: database.url, ALBUMEN_PORT: '9', ...extra })
const albumen = (args: string[], extra?: Record<string, string>) => start(args, extra).ended

/** The bundled model behind the API that llama.cpp's server has too, for whoever shows the key. */
async function startEngine(): Promise<string> {
  const { child, ended, out } = start(['engine', 'serve', '--port', '0', '--token', KEY], {
    DATABASE_URL: '',
    ALBUMEN_MODEL: 'nano-vl',
    ALBUMEN_DATA_DIR: path.join(dataDir, 'engine'),
  })
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  await expect.poll(out).toMatch(/http:\/\/127\.0\.0\.1:\d+/)
  return /http:\/\/127\.0\.0\.1:\d+/.exec(out())?.[0] as string
}

it('lists the server that the page chose, and a model chosen here takes its place', async () => {
  const url = 'http://192.0.2.1:8080'
  await writeOwnerServer(db(), { url, key: KEY, model: 'some-vl' })
  const listed = await albumen(['models', 'list'])
  expect(listed.out).toContain(`Photos are sent to the engine at ${url} (chosen by the settings page).`)
  const { choice, chosenBy } = JSON.parse((await albumen(['models', 'list', '--json'])).out)
  expect({ choice, chosenBy }).toEqual({
    choice: { kind: 'server', urls: [url], model: 'some-vl' },
    chosenBy: 'the settings page',
  })
  expect(listed.out).not.toContain(KEY)

  const fixed = await albumen(['models', 'list'], { ALBUMEN_SERVER_URL: 'http://192.0.2.2:8080' })
  expect(fixed.out).toContain('at http://192.0.2.2:8080 (chosen by ALBUMEN_SERVER_URL).')

  expect(await albumen(['models', 'use', 'nano-vl'], { ALBUMEN_MODEL: 'nano-vl' })).toMatchObject({ code: 0 })
  expect(await readOwnerServer(db()), 'what the configuration decides leaves the page alone').toBeDefined()
  expect(await albumen(['models', 'use', 'nano-vl'])).toMatchObject({
    code: 0,
    out: expect.stringContaining(`Photos are no longer sent to ${url}, which was chosen on the settings page.`),
  })
  expect(await readOwnerServer(db())).toBeUndefined()
  expect((await albumen(['models', 'list'])).out).toMatch(/looked at by nano-vl \(.*; chosen by albumen models use\)/)
})

it('measures the server that the page chose, with its key', async () => {
  const url = await startEngine()
  const photo = path.join(dataDir, 'small.jpg')
  await sharp(path.join(projectRoot, 'models/nano-vl/demo/red-car.jpg')).resize(192).toFile(photo)
  await writeOwnerServer(db(), { url, key: KEY })
  const { code, out, err } = await albumen(['tune', '--slots', '1', '--json', photo])
  expect([code, err]).toEqual([0, expect.stringContaining('Measuring with 1 photo')])
  expect(JSON.parse(out)).toMatchObject({
    kind: 'server',
    best: { slots: 1, validShare: 1 },
    kept: models('tuned.json'),
  })
  const { tuned } = JSON.parse(await readFile(models('tuned.json'), 'utf8'))
  expect(tuned).toMatchObject([{ model: `${url}/`, best: { slots: 1 } }])
  const explained = await albumen(['tune', '--explain'])
  expect(explained.out).toContain(`Photos are sent to ${url} now`)
  expect(explained.out).toContain(`Measured with ${url}/ on `)
})

it('an embedding model that the page chose is forgotten with its file', async () => {
  const folder = models('embeddings')
  await mkdir(folder, { recursive: true })
  const settings = { 'general.architecture': 'bert', 'bert.embedding_length': 384, 'bert.context_length': 512 }
  for (const name of ['older', 'newer']) {
    await writeFile(path.join(folder, `${name}.gguf`), gguf({ ...settings, 'bert.pooling_type': 2 }, []))
  }
  const file = path.join(folder, 'older.gguf')
  await writeOwnerSettings(db(), { embeddingModel: file })
  expect((await albumen(['models', 'list'])).out).toContain(`Photos are found by meaning with older (${file}).`)
  expect(await albumen(['models', 'remove', 'older'])).toMatchObject({ code: 0 })
  expect((await readOwnerSettings(db(), loadConfig({}))).embeddingModel).toBeNull()
  expect((await albumen(['models', 'list'])).out).toContain('found by meaning with newer')
})

it('says that the page’s choice is not known while the database is away', async () => {
  const { code, err } = await albumen(['models', 'list'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' })
  expect([code, err]).toEqual([
    0,
    expect.stringMatching(/^The database does not answer, so what was chosen on the page/),
  ])
})
