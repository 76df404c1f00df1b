import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import os, { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { recognise } from '#core/sentences/recognise'
import { downloadsUnderWay } from './downloads.js'
import { createHubs } from './hubs.js'
import type { PullProgress } from './progress.js'
import { pullModel } from './pull.js'
import type { PullError } from './pull-error.js'
import { resolveEngineChoice } from './resolve.js'
import { sha256, smallGguf, startHub, type TestHub } from './testing.js'

const NAME = 'qwen3-vl-2b-q4_k_m'
const REPOSITORY = 'Qwen/Qwen3-VL-2B-Instruct-GGUF'
const MODEL = 'Qwen3VL-2B-Instruct-Q4_K_M.gguf'
const MMPROJ = 'mmproj-Qwen3VL-2B-Instruct-F16.gguf'
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9'

let modelsDir: string
let model: Buffer
let huggingFace: TestHub
let modelScope: TestHub

beforeEach(async () => {
  modelsDir = await mkdtemp(path.join(tmpdir(), 'pull-'))
  model = smallGguf('qwen3vl')
  const files = { [`${REPOSITORY}/${MODEL}`]: model, [`${REPOSITORY}/${MMPROJ}`]: smallGguf('clip', 2_000) }
  huggingFace = await startHub(files)
  modelScope = await startHub(files)
})

afterEach(async () => {
  await huggingFace.close()
  await modelScope.close()
  await rm(modelsDir, { recursive: true })
})

interface Extra {
  name?: string
  endpoint?: string
  token?: string
  huggingFace?: string
  modelScope?: string
  mmproj?: string
  signal?: AbortSignal
  onProgress?: (progress: PullProgress) => void
}

function pull({ name = NAME, ...extra }: Extra = {}) {
  const hubs = createHubs({ huggingFace: huggingFace.url, modelScope: modelScope.url, ...extra })
  const patience = { attempts: 3, backOffMs: 5, stallMs: 300 }
  return pullModel(name, { modelsDir, hubs, patience, ...extra })
}

/** Whatever is said can be said in another language, each source's part of it too. */
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it succeeded'),
    (error: PullError) => {
      const told = recognise(error.message)
      expect(told, error.message).toBeDefined()
      for (const { values } of told ?? []) expect(values.each, error.message).not.toBeTypeOf('string')
      return error
    },
  )

const contentRequests = (hub: TestHub) =>
  hub.requests.filter(({ path: each }) => each === `/cdn/${REPOSITORY}/${MODEL}`)
const onDisk = async (name = MODEL) => await readFile(path.join(modelsDir, name))
/** Compared by hash: vitest takes a second to compare buffers of this size. */
const hashOnDisk = async () => sha256(await onDisk())

/** The projector is not what these tests are about; it is small and never fails. */
async function projectorIsThere() {
  await writeFile(path.join(modelsDir, MMPROJ), smallGguf('clip', 2_000))
}

describe('pullModel', () => {
  it('brings model and projector, checked, with a record, and the engine finds them', async () => {
    const told: PullProgress[] = []
    const pulled = await pull({ onProgress: (progress) => told.push(progress) })
    expect(pulled.files.map(({ alreadyThere }) => alreadyThere)).toEqual([false, false])
    expect(await hashOnDisk()).toBe(sha256(model))
    expect(JSON.parse((await onDisk(`${MODEL}.json`)).toString())).toMatchObject({
      sha256: sha256(model),
      size: model.length,
      source: `${huggingFace.url}/${REPOSITORY}/resolve/main/${MODEL}`,
      published: true,
    })
    expect((await readdir(modelsDir)).sort()).toEqual([MODEL, `${MODEL}.json`, MMPROJ, `${MMPROJ}.json`])
    expect(told.filter(({ file, phase }) => file === MODEL && phase === 'download').at(-1)).toMatchObject({
      received: model.length,
      total: model.length,
    })
    expect(modelScope.requests).toEqual([])

    const wishes = { engine: 'auto' as const, modelsDir, bundledDir: '/nowhere' }
    expect(await resolveEngineChoice({ ...wishes, model: NAME })).toMatchObject({
      kind: 'embedded',
      modelPath: path.join(modelsDir, MODEL),
      mmprojPath: path.join(modelsDir, MMPROJ),
    })

    const asked = huggingFace.requests.length
    expect((await pull()).files.every(({ alreadyThere }) => alreadyThere)).toBe(true)
    expect(huggingFace.requests.length).toBe(asked)
  })

  it('goes on after cuts, with the rest only', async () => {
    await projectorIsThere()
    huggingFace.faults.push({ cutAfter: 100_000 }, { cutAfter: 50_000 }, { status: 503 })
    await pull()
    expect(await hashOnDisk()).toBe(sha256(model))
    const ranges = contentRequests(huggingFace).map(({ range }) => Number(range?.slice(6, -1) ?? 0))
    expect(ranges).toHaveLength(4)
    expect(ranges[0]).toBe(0)
    expect(ranges[1]).toBeGreaterThan(0)
    expect(ranges[2]).toBeGreaterThan(ranges[1] ?? 0)
    expect(ranges[3]).toBe(ranges[2])
  })

  it('goes on when nothing comes any more', async () => {
    await projectorIsThere()
    huggingFace.faults.push({ stallAfter: 100_000 })
    await pull()
    expect(await hashOnDisk()).toBe(sha256(model))
    expect(contentRequests(huggingFace).map(({ range }) => range)).toEqual([undefined, 'bytes=100000-'])
  })

  it('goes on at the next source with what the first one sent', async () => {
    await projectorIsThere()
    huggingFace.faults.push({ cutAfter: 100_000 }, { status: 500 }, { status: 500 }, { status: 500 })
    await pull()
    expect(await hashOnDisk()).toBe(sha256(model))
    expect(contentRequests(modelScope)[0]?.range).toMatch(/^bytes=[1-9]/)
    expect(JSON.parse((await onDisk(`${MODEL}.json`)).toString()).source).toContain(modelScope.url)
  })

  it('begins anew when the server knows no ranges', async () => {
    await projectorIsThere()
    huggingFace.faults.push({ cutAfter: 100_000 }, { noRange: true })
    await pull()
    expect(await hashOnDisk()).toBe(sha256(model))
  })

  it('stops on a signal, keeps the part, and goes on next time', async () => {
    await projectorIsThere()
    huggingFace.pace.bytesPerMs = 300
    const stop = new AbortController()
    const onProgress = ({ received }: PullProgress) => received > 60_000 && stop.abort()
    expect(await failure(pull({ signal: stop.signal, onProgress }))).toMatchObject({ code: 'cancelled' })
    expect(await readdir(modelsDir)).toEqual(expect.arrayContaining([`${MODEL}.part`]))
    expect(existsSync(path.join(modelsDir, `${MODEL}.lock`))).toBe(false)
    await pull()
    expect(await hashOnDisk()).toBe(sha256(model))
    expect(contentRequests(huggingFace).at(-1)?.range).toMatch(/^bytes=[1-9]/)
  })

  it('does not glue a part to a file that has changed since', async () => {
    await projectorIsThere()
    huggingFace.pace.bytesPerMs = 300
    const stop = new AbortController()
    await failure(pull({ signal: stop.signal, onProgress: ({ received }) => received > 60_000 && stop.abort() }))
    const newer = smallGguf('qwen3vl')
    huggingFace.files.set(`${REPOSITORY}/${MODEL}`, newer)
    await pull()
    expect(await hashOnDisk()).toBe(sha256(newer))
    expect(contentRequests(huggingFace).at(-1)?.range).toBeUndefined()
  })

  it('begins once more when a part turns out to be damaged', async () => {
    await projectorIsThere()
    const broken = Buffer.concat([model.subarray(0, 100_000), randomBytes(1000)])
    await writeFile(path.join(modelsDir, `${MODEL}.part`), broken)
    await writeFile(path.join(modelsDir, `${MODEL}.part.json`), JSON.stringify({ sha256: sha256(model) }))
    await pull()
    expect(await hashOnDisk()).toBe(sha256(model))
    expect(contentRequests(huggingFace).map(({ range }) => range)).toEqual(['bytes=101000-', undefined])
    expect(modelScope.requests).toEqual([])
  })

  it('asks the mirror first, with the token, which no other host and no redirect gets', async () => {
    const mirror = await startHub(Object.fromEntries(huggingFace.files))
    try {
      await pull({ endpoint: `${mirror.url}/`, token: 'hf_secret' })
      expect(huggingFace.requests).toEqual([])
      const withToken = mirror.requests.filter(({ authorization }) => authorization === 'Bearer hf_secret')
      expect(withToken.map((request) => request.path).sort()).toEqual([
        `/${REPOSITORY}/resolve/main/${MODEL}`,
        `/${REPOSITORY}/resolve/main/${MMPROJ}`,
        `/api/models/${REPOSITORY}/tree/main`,
      ])
      mirror.listFaults.push({ status: 500 })
    } finally {
      await mirror.close()
    }
    await rm(path.join(modelsDir, MODEL))
    await pull({ token: 'hf_secret', huggingFace: NOWHERE })
    expect(modelScope.requests.every(({ authorization }) => authorization === undefined)).toBe(true)
  })

  it.each([
    ['a web page', { html: true as const }],
    ['something else with the right size', { send: randomBytes(300_000) }],
    ['another model', { send: smallGguf('qwen3vl') }],
    ['a wrong length', { contentLength: 123 }],
    ['nothing', { stallAfter: 0 }],
    ['404', { status: 404 }],
  ])('takes the next source when the first one sends %s', async (_, fault) => {
    await projectorIsThere()
    huggingFace.faults.push(fault, fault, fault)
    await pull()
    expect(await hashOnDisk()).toBe(sha256(model))
    expect(JSON.parse((await onDisk(`${MODEL}.json`)).toString()).source).toContain(modelScope.url)
    expect((await readdir(modelsDir)).filter((name) => name.includes('.part'))).toEqual([])
  })

  it.each([
    ['a login page', { html: true as const }],
    ['404', { status: 404 }],
    ['401', { status: 401 }],
    ['trouble', { status: 502 }],
  ])('takes the next source when the list of files is %s', async (_, fault) => {
    await projectorIsThere()
    huggingFace.listFaults.push(...Array(5).fill(fault))
    await pull()
    expect(await hashOnDisk()).toBe(sha256(model))
  })

  it('waits as long as a busy server wants', async () => {
    await projectorIsThere()
    huggingFace.faults.push({ status: 429, retryAfter: '1' })
    const begin = performance.now()
    await pull()
    expect(performance.now() - begin).toBeGreaterThan(950)
    expect(contentRequests(huggingFace)).toHaveLength(2)
    expect(modelScope.requests).toEqual([])
  })

  it('does not wait for a server that wants an hour', async () => {
    await projectorIsThere()
    huggingFace.faults.push({ status: 429, retryAfter: '3600' })
    await pull()
    expect(contentRequests(modelScope)).toHaveLength(1)
  })
})

describe('what pullModel says when it fails', () => {
  // Five attempts would take 15 s.
  it('offline', { timeout: 14_000 }, async () => {
    const error = await failure(pull({ huggingFace: NOWHERE, modelScope: NOWHERE }))
    expect(error.code).toBe('unreachable')
    expect(error.message).toBe(
      `${MMPROJ} could not be downloaded: Hugging Face could not be reached (${reason(error)}); ` +
        `ModelScope could not be reached (${reason(error)}). Check the network, or set HF_ENDPOINT to a mirror that this ` +
        `machine can reach; a file that you fetch yourself may be put into ${modelsDir}.`,
    )
  })

  const reason = (error: PullError) => /\((.*?)\)/.exec(error.message)?.[1]

  it.each([
    ['no such file', { status: 404 }, 'does not have this file (HTTP 404)'],
    ['private', { status: 401 }, 'is private, needs its terms accepted and an HF_TOKEN, or does not exist'],
    [
      'a proxy',
      { html: true as const },
      'answers with a web page instead of its list of files; a proxy or a login page',
    ],
  ])('%s', async (_, fault, expected) => {
    huggingFace.listFaults.push(...Array(5).fill(fault))
    const error = await failure(pull({ modelScope: NOWHERE }))
    expect(error.message).toContain(expected)
    expect(error.message).toContain('Hugging Face ')
    expect(await readdir(modelsDir)).toEqual([])
  })

  it('a wrong hash', async () => {
    await projectorIsThere()
    huggingFace.listFaults.push({ sha256: 'a'.repeat(64) })
    const error = await failure(pull({ modelScope: NOWHERE }))
    expect(error.message).toContain(
      `Hugging Face sent a file whose sha256 is ${sha256(model).slice(0, 12)}… instead of aaaa`,
    )
    expect(await readdir(modelsDir)).toEqual([MMPROJ])
  })

  it('a full disk, before anything is asked for', async () => {
    await projectorIsThere()
    huggingFace.listFaults.push({ size: 900e12 })
    const error = await failure(pull())
    expect(error).toMatchObject({ code: 'no_space', message: expect.stringMatching(/900000\.0 GB more are needed/) })
    expect(contentRequests(huggingFace)).toEqual([])
    expect(contentRequests(modelScope)).toEqual([])
  })

  it('a name that is none, a part of a split model, a file of this machine', async () => {
    expect((await failure(pull({ name: 'qwen9' }))).message).toContain('neither a model of the catalog')
    expect((await failure(pull({ name: 'hf:a/b/c.bin' }))).message).toContain('expected hf:owner/repository/file.gguf')
    expect((await failure(pull({ name: 'hf:a/b/c-00001-of-00002.gguf' }))).message).toContain('one part of several')
  })

  it('another file under its name', async () => {
    await writeFile(path.join(modelsDir, MODEL), '<html>')
    const error = await failure(pull())
    expect(error.message).toMatch(/is not a GGUF file .* Delete it and run this again\./)
  })

  it('a second pull of the same file; a lock whose process died is taken over', async () => {
    await projectorIsThere()
    huggingFace.pace.bytesPerMs = 1_000
    const first = pull()
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (!existsSync(path.join(modelsDir, `${MODEL}.lock`))) return
        clearInterval(timer)
        resolve()
      }, 5)
    })
    expect(await failure(pull())).toMatchObject({ code: 'busy' })
    await first
    expect(await hashOnDisk()).toBe(sha256(model))

    await rm(path.join(modelsDir, MODEL))
    const lock = path.join(modelsDir, `${MODEL}.lock`)
    await writeFile(lock, JSON.stringify({ pid: 2 ** 30, host: os.hostname() }))
    await pull()
    await rm(path.join(modelsDir, MODEL))
    await writeFile(lock, JSON.stringify({ pid: 1, host: 'another' }))
    expect(await failure(pull())).toMatchObject({ code: 'busy' })
    await utimes(lock, new Date(Date.now() - 120_000), new Date(Date.now() - 120_000))
    await pull()
    expect(existsSync(lock)).toBe(false)
  })
})

it('shows what is being downloaded to whoever looks at the folder', async () => {
  await projectorIsThere()
  huggingFace.pace.bytesPerMs = 200
  expect(await downloadsUnderWay(modelsDir)).toEqual([])
  const done = pull()
  await vi.waitFor(async () => {
    const [download] = await downloadsUnderWay(modelsDir)
    expect(download).toMatchObject({ file: MODEL, total: model.length })
    expect(download?.received).toBeGreaterThan(0)
  }, 60_000)
  await done
  expect(await downloadsUnderWay(modelsDir)).toEqual([])
  await writeFile(path.join(modelsDir, `${MODEL}.lock`), JSON.stringify({ pid: 2 ** 30, host: os.hostname() }))
  expect(await downloadsUnderWay(modelsDir)).toEqual([])
})

describe('models that are not in the catalog', () => {
  it('takes the F16 projector of the same repository and folder', async () => {
    huggingFace.files.set('me/tuned/q4/model-Q4_K_M.gguf', model)
    huggingFace.files.set('me/tuned/q4/mmproj-BF16.gguf', smallGguf('clip', 1_000))
    huggingFace.files.set('me/tuned/q4/mmproj-F16.gguf', smallGguf('clip', 1_000))
    const pulled = await pull({ name: 'hf:me/tuned/q4/model-Q4_K_M.gguf' })
    expect(pulled.model).toBe(path.join(modelsDir, 'me_tuned', 'model-Q4_K_M.gguf'))
    expect(pulled.mmproj).toBe(path.join(modelsDir, 'me_tuned', 'mmproj-F16.gguf'))
    const wishes = { engine: 'auto' as const, modelsDir, bundledDir: '/nowhere' }
    const byUri = await resolveEngineChoice({ ...wishes, model: 'hf:me/tuned/q4/model-Q4_K_M.gguf' })
    expect(byUri).toMatchObject({ kind: 'embedded', modelPath: pulled.model, mmprojPath: pulled.mmproj })
  })

  it('wants a projector where there is none', async () => {
    huggingFace.files.set('me/text/model.gguf', model)
    expect((await failure(pull({ name: 'hf:me/text/model.gguf' }))).message).toContain('--mmproj')
    const mmproj = `hf:${REPOSITORY}/${MMPROJ}`
    const pulled = await pull({ name: 'hf:me/text/model.gguf', mmproj })
    expect(pulled.mmproj).toBe(path.join(modelsDir, 'me_text', MMPROJ))
    const error = await failure(pull({ name: 'hf:me/text/model.gguf', mmproj: '/nowhere/mmproj.gguf' }))
    expect(error.message).toContain('/nowhere/mmproj.gguf does not exist')
  })

  it('knows that a URI means a model of the catalog', async () => {
    expect((await pull({ name: `hf:${REPOSITORY}/${MODEL}` })).model).toBe(path.join(modelsDir, MODEL))
  })

  describe('by a link', () => {
    const link = () => `${huggingFace.url}/cdn/${REPOSITORY}/${MODEL}`
    const mmproj = () => `${huggingFace.url}/cdn/${REPOSITORY}/${MMPROJ}`
    const place = () => path.join(modelsDir, '127.0.0.1', MODEL)

    it('goes on only with the same version', async () => {
      huggingFace.faults.push({ cutAfter: 1_500 }, {} as never, { cutAfter: 100_000 })
      const pulled = await pull({ name: `${link()}?signature=secret`, mmproj: mmproj() })
      expect(pulled.model).toBe(place())
      expect(sha256(await readFile(place()))).toBe(sha256(model))
      const ranges = contentRequests(huggingFace)
      expect(ranges[1]).toMatchObject({
        range: expect.stringMatching(/^bytes=[1-9]/),
        ifRange: expect.stringMatching(/^"/),
      })
      const record = await readFile(`${place()}.json`, 'utf8')
      expect(JSON.parse(record)).toMatchObject({ published: false, sha256: sha256(model) })
      expect(record).not.toContain('secret')
    })

    it('begins anew when the tag has changed in between', async () => {
      await mkdir(path.dirname(place()), { recursive: true })
      const newer = smallGguf('qwen3vl', 200_000)
      huggingFace.pace.bytesPerMs = 300
      const stop = new AbortController()
      const onProgress = ({ file, received }: PullProgress) => {
        if (file === MODEL && received > 60_000) stop.abort()
      }
      await failure(pull({ name: link(), mmproj: mmproj(), signal: stop.signal, onProgress }))
      expect(existsSync(`${place()}.part`)).toBe(true)
      huggingFace.files.set(`${REPOSITORY}/${MODEL}`, newer)
      await pull({ name: link(), mmproj: mmproj() })
      expect(sha256(await readFile(place()))).toBe(sha256(newer))
      expect(contentRequests(huggingFace).at(-1)?.ifRange).toMatch(/^"/)
    })
  })
})
