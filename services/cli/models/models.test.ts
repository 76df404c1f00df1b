import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { gguf } from '#text/testing'
import { sha256, smallGguf, startHub, type TestHub } from '#vision/models/testing'
import { startAlbumen } from '../testing.js'
import { describeProgress } from './progress-line.js'

const NAME = 'qwen3-vl-2b-q4_k_m'
const REPOSITORY = 'Qwen/Qwen3-VL-2B-Instruct-GGUF'
const MODEL = 'Qwen3VL-2B-Instruct-Q4_K_M.gguf'
const MMPROJ = 'mmproj-Qwen3VL-2B-Instruct-F16.gguf'
const content = smallGguf('qwen3vl', 2_000_000)
let dataDir: string
let hub: TestHub

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'models-cli-'))
  hub = await startHub({ [`${REPOSITORY}/${MODEL}`]: content, [`${REPOSITORY}/${MMPROJ}`]: smallGguf('clip', 2_000) })
})
afterEach(() => {
  hub.pace = {}
})
afterAll(async () => {
  await hub.close()
  await rm(dataDir, { recursive: true })
})

const at = (file: string) => path.join(dataDir, 'models', file)

const start = (args: string[], extra: Record<string, string> = {}) =>
  startAlbumen(['models', ...args], { ALBUMEN_DATA_DIR: dataDir, HF_ENDPOINT: hub.url, ...extra })

const albumen = (args: string[], extra?: Record<string, string>) => start(args, extra).ended

it('pulls, lists, chooses, verifies and removes, after Ctrl-C in the middle of it', async () => {
  hub.pace.bytesPerMs = 500
  const first = start(['pull', NAME])
  const halfway = async () => existsSync(at(`${MODEL}.part`)) && (await stat(at(`${MODEL}.part`))).size > 100_000
  await expect.poll(halfway).toBe(true)
  first.child.kill('SIGINT')
  const stopped = await first.ended
  expect(stopped).toMatchObject({ code: 1, err: expect.stringMatching(/Stopped\. What has arrived is kept/) })
  expect(stopped.err).toMatch(new RegExp(`^${MMPROJ}  0 %  0 bytes of 2000 bytes`))
  expect(existsSync(at(`${MODEL}.lock`))).toBe(false)
  hub.pace = {}

  const pulled = await albumen(['pull', NAME])
  expect(pulled).toMatchObject({ code: 0, out: expect.stringContaining('It is the model in use from now on.') })
  expect(pulled.out).toContain(`${at(MMPROJ)}: already there.`)
  expect(pulled.out).toContain(`${at(MODEL)}: 2.0 MB, checked.`)
  expect(sha256(await readFile(at(MODEL)))).toBe(sha256(content))
  expect(hub.requests.at(-1)).toMatchObject({ path: `/cdn/${REPOSITORY}/${MODEL}`, range: expect.stringMatching(/\d/) })

  const { choice, chosenBy, models } = JSON.parse((await albumen(['list', '--json'])).out)
  expect({ choice, chosenBy }).toMatchObject({ choice: { modelPath: at(MODEL) }, chosenBy: 'auto' })
  expect(models).toHaveLength(15)
  expect(models[0]).toMatchObject({ name: NAME, used: true, state: 'on disk', licence: 'Apache-2.0', file: at(MODEL) })
  expect((await albumen([])).out).toMatch(/qwen3-vl-2b-q4_k_m +~1\.93 +~2\.9 +used/)

  expect(await albumen(['use', 'qwen3-vl-4b-q4_k_m'])).toMatchObject({
    code: 1,
    err: 'qwen3-vl-4b-q4_k_m is chosen, but not downloaded yet. Run `albumen models pull qwen3-vl-4b-q4_k_m`.\n',
  })
  const used = await albumen(['use', NAME], { ALBUMEN_MODEL: 'nano-vl' })
  expect(used.out).toBe(
    `${NAME} is chosen.\nBut ALBUMEN_MODEL is set to nano-vl, and that wins: unset it to use this choice.\n`,
  )
  expect((await albumen(['list'])).out).toContain('chosen by albumen models use')

  expect(await albumen(['verify'])).toMatchObject({ code: 0, out: expect.stringMatching(/^ok .*\nok /) })
  await writeFile(at(MODEL), content.subarray(0, 1_000_000))
  const damaged = await albumen(['verify', NAME, '--json'])
  expect(damaged.code).toBe(1)
  expect(JSON.parse(damaged.out)[0]).toMatchObject({ state: 'damaged', file: at(MODEL) })

  const refused = await albumen(['remove', NAME])
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('chosen by `albumen models use`') })
  const removed = await albumen(['remove', NAME, '--force'])
  expect(removed).toMatchObject({ code: 0, out: expect.stringMatching(/\n1\.0 MB freed\.\n$/) })
  expect(existsSync(at(MMPROJ))).toBe(false)
  expect(existsSync(at('selected.json'))).toBe(false)
})

it('does the same for an embedding model, which no vision model is confused with', async () => {
  const [name, file] = ['granite-embedding-107m', 'granite-embedding-107m-multilingual-Q8_0.gguf']
  const repository = 'bartowski/granite-embedding-107m-multilingual-GGUF'
  const settings = { 'general.architecture': 'bert', 'bert.embedding_length': 384, 'bert.context_length': 512 }
  hub.files.set(`${repository}/${file}`, gguf({ ...settings, 'bert.pooling_type': 2 }, []))
  hub.files.set('me/other/vision.gguf', content)
  const where = at(`embeddings/${file}`)

  expect((await albumen(['list'])).out).toMatch(/not found by meaning: There is no embedding model yet/)
  expect(await albumen(['pull', name])).toMatchObject({ code: 0, out: expect.stringContaining(`${where}: `) })
  expect((await albumen(['list'])).out).toMatch(new RegExp(`found by meaning with .*\\n\\n[^]*${name} .* used`))
  const listed = JSON.parse((await albumen(['list', '--json'])).out)
  expect(listed.choice.kind).toBe('waiting')
  expect(listed.embeddings.choice).toMatchObject({ kind: 'model', path: where, dimensions: 384 })
  expect((await albumen(['verify', name])).out).toMatch(/^ok .*published/)
  const wrong = await albumen(['pull', 'hf:me/other/vision.gguf', '--embedding'])
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('no embedding model') })
  expect(await albumen(['remove', name])).toMatchObject({ code: 0, out: expect.stringContaining('freed') })
  expect(existsSync(where)).toBe(false)
  expect(await readdir(at('embeddings'))).toEqual([])
})

it('recommends by the machine when no name is given, and says a full disk in a sentence', async () => {
  for (const size of ['2B', '4B', '8B']) {
    const repository = `Qwen/Qwen3-VL-${size}-Instruct-GGUF`
    const exact = `bartowski/Qwen_Qwen3-VL-${size}-Instruct-GGUF/Qwen_Qwen3-VL-${size}-Instruct-Q5_K_S.gguf`
    hub.files.set(exact, content)
    hub.files.set(`${repository}/mmproj-Qwen3VL-${size}-Instruct-F16.gguf`, smallGguf('clip', 2_000))
    hub.files.set(`${repository}/Qwen3VL-${size}-Instruct-Q4_K_M.gguf`, content)
  }
  hub.listFaults.push({ size: 900e12 })
  const { code, err } = await albumen(['pull'])
  expect(code).toBe(1)
  expect(err).toMatch(
    /^qwen3-vl-[248]b-q[45]_k_[ms] \([\d.]+ GB\) suits this machine: .* a photo\..*\nNot enough disk space in /,
  )
})

it('describes progress', () => {
  const progress = { file: 'm.gguf', phase: 'download' as const, received: 921e6, total: 2.5e9, bytesPerSecond: 11.3e6 }
  expect(describeProgress(progress)).toBe('m.gguf  36 %  921.0 MB of 2.50 GB  11.3 MB/s  3 min left')
  expect(describeProgress({ ...progress, total: undefined, bytesPerSecond: 0 })).toBe('m.gguf  921.0 MB')
})
