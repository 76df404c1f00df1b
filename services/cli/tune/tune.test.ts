import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { projectRoot } from '#core/project-root'
import { startAlbumen } from '../testing.js'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'albumen-tune-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const tunedFile = () => path.join(dataDir, 'models/tuned.json')
const demo = (name: string) => path.join(projectRoot, 'models/nano-vl/demo', `${name}.jpg`)

const start = (args: string[], extra: Record<string, string> = {}) =>
  startAlbumen(['tune', ...args], { ALBUMEN_DATA_DIR: dataDir, ALBUMEN_MODEL: 'nano-vl', ...extra })

const quick = ['--slots', '1', '--image-tokens', '64']

it('measures photos of a folder, keeps the best and predicts', async () => {
  const photos = path.join(dataDir, 'photos/2024')
  await mkdir(photos, { recursive: true })
  for (const name of ['red-car', 'receipt']) {
    await sharp(demo(name))
      .resize(192)
      .toFile(path.join(photos, `${name}.jpg`))
  }
  await writeFile(path.join(photos, 'broken.jpg'), 'no picture')

  const { code, out, err } = await start([...quick, '--json', path.dirname(photos)]).ended
  expect(err).toMatch(/Left out .*broken\.jpg/)
  expect(err).toMatch(
    /Measuring with 2 photos for at most 10 minutes\.\n1 of at most 1: 1 at a time with 64 image tokens\n$/,
  )
  expect(code).toBe(0)
  const found = JSON.parse(out)
  expect(found).toMatchObject({
    ...{ kind: 'embedded', model: 'nano-vl', photos: '2 photos', skipped: [], untried: [], kept: tunedFile() },
    best: { slots: 1, imageTokens: 64, validShare: 1 },
    prediction: { left: null, sentence: expect.stringMatching(/^At this speed 1,000 photos take about /) },
  })
  expect(found.rows).toEqual([found.best])
  const [kept] = JSON.parse(await readFile(tunedFile(), 'utf8')).tuned
  expect(kept).toMatchObject({ model: 'nano-vl', hardware: found.hardware, best: found.best, rows: found.rows })
})

it('measures the bundled drawings for want of a library, prints a table and keeps nothing in a dry run', async () => {
  const { code, out } = await start([...quick, '--dry-run']).ended
  expect(out).toMatch(/^nano-vl with 10 of the drawings that come with Albumen, for want of a library\n/)
  expect(out).toMatch(
    /\nat a time +image tokens +photos a minute +seconds a photo +tokens\/s +valid at once\n1 +64 +\d/,
  )
  expect(out).toMatch(
    /\nBest: 1 at a time with 64 image tokens, [\d.]+ photos a minute\. It is not kept \(--dry-run\)\.\n/,
  )
  expect(code).toBe(0)
  expect(existsSync(tunedFile())).toBe(false)
})

it('ends in order at Ctrl-C', async () => {
  const { child, ended, err } = start(quick)
  await expect.poll(err).toMatch(/1 of at most 1/)
  child.kill('SIGINT')
  expect(await ended).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/\nStopped\. Nothing was kept\.\n$/),
  })
})

it('says what to do where it cannot measure', async () => {
  const says = async (args: string[], env: Record<string, string> = {}) => {
    const { code, err } = await start(args, env).ended
    expect(code).toBe(1)
    return err
  }
  expect(await says([], { ALBUMEN_MODEL: 'auto' })).toMatch(/no vision model yet\. Run `albumen models pull`/)
  expect(await says(['--minutes', 'many'])).toMatch(/^--minutes: expected a number from above 0 to 1440, got many\./)
  expect(await says(['--slots', '0'])).toMatch(/^--slots: expected numbers from 1 to 64 such as 1,2,4, got 0\./)
  expect(await says(['--image-tokens', '512'])).toMatch(
    /--image-tokens: expected at most 256 for this model, got 512\./,
  )
  expect(await says(['/nowhere'])).toMatch(
    /^Expected photos or folders of photos: \/nowhere cannot be opened \(ENOENT\)\./,
  )
})

it('measures only how many at a time with a server', async () => {
  const { code, out } = await start(['--json', demo('red-car')], {
    ALBUMEN_MODEL: '',
    ALBUMEN_SERVER_URL: 'http://127.0.0.1:9',
  }).ended
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    ...{ kind: 'server', hardware: null, best: null, kept: null, prediction: null },
    rows: [{ slots: 1, failed: expect.stringMatching(/127\.0\.0\.1:9/) }],
  })
})
