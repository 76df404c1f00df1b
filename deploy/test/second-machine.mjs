// Proves deploy/gpu-worker on a real Docker engine: two compositions without a network in common, the second of which
// reaches the first by its published ports, looks at its photos, is cut off from everything, and comes back.
//   node deploy/test/second-machine.mjs [--keep]
// Needs what smoke.mjs needs. The second machine's card is left out; its engine computes on the processor.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { docker, project, runSteps, say, until } from './docker.mjs'

const root = path.join(import.meta.dirname, '..', '..')
const scenes = path.join(root, 'models', 'nano-vl', 'demo')
const names = readdirSync(scenes).filter((name) => name.endsWith('.jpg'))
const [FIRST, ALL] = [3, 7]
const work = mkdtempSync(path.join(os.tmpdir(), 'albumen-second-'))
const photos = path.join(work, 'photos')
mkdirSync(photos)
/** Under this address both are reached, each by its own ports, as if they were two machines. */
const HOST = docker('network', 'inspect', 'bridge', '-f', '{{(index .IPAM.Config 0).Gateway}}').trim()
const [API, DATABASE, REDIS] = [18_484, 15_432, 16_379]

const nas = machine('nas', ['docker-compose.yml', 'deploy/gpu-worker/open.yml'], {
  ...{ PHOTOS: photos, ALBUMEN_PORT: `${HOST}:${API}`, ALBUMEN_PUBLIC_URL: `http://${HOST}:${API}` },
  ...{ DATABASE_PORT: `${HOST}:${DATABASE}`, REDIS_PORT: `${HOST}:${REDIS}` },
})
/** The second machine's only way out; its worker and its engine have another network between them. */
const CABLE = 'albumen-test-gpu-box_cable'
let gpuBox
let token = ''

const steps = [
  ['the first machine reads photos, and has nobody who looks at them', alone],
  ['the second one looks at them', together],
  ['a photo that is not stored is looked at there, too', classified],
  ['cut off, the first one goes on without it', cutOff],
  ['back again, it goes on, and nothing was done twice', back],
  ['it stops in order', stopped],
]

await runSteps(steps, { compositions: () => [gpuBox, nas].filter(Boolean), folder: work })

async function alone() {
  copy(0, FIRST)
  nas.compose('up', '-d')
  token = nas.compose('run', '--rm', '-T', 'migrate', 'token', 'create', 'test').trim()
  await until('the photos to be read', async () => (await status()).photos.total === FIRST)
  assert.equal((await status()).photos.analysed, 0)
}

async function together() {
  const workers = nas.compose('run', '--rm', '-T', 'migrate', 'token', 'create', 'gpu-box', '--scope', 'worker')
  const urls = nas.compose(
    'run',
    '--rm',
    '-T',
    '--entrypoint',
    'cat',
    'migrate',
    '/secrets/database-url',
    '/secrets/redis-url',
  )
  const [database, redis] = urls.trim().split('\n')
  gpuBox = machine('gpu-box', ['deploy/gpu-worker/docker-compose.yml', withoutCard()], {
    ...{ DATABASE_URL: database.replace('postgres:5432', `${HOST}:${DATABASE}`) },
    ...{ REDIS_URL: redis.replace('redis:6379', `${HOST}:${REDIS}`) },
    ...{ ALBUMEN_API_URL: `http://${HOST}:${API}`, ALBUMEN_API_TOKEN: workers.trim(), WORKER_HOST: HOST },
    ...{ ENGINE_KEY: 'between-the-two', ENGINE_MODEL: 'nano-vl' },
    ...{ ENGINE_IMAGE: 'ghcr.io/ggml-org/llama.cpp:server', ENGINE_IMAGE_TOKENS: 256 },
  })
  assert.match(gpuBox.compose('config'), new RegExp(`ALBUMEN_WORKER_HOST: ${HOST}:8486`))
  gpuBox.compose('up', '-d')
  await analysed(FIRST)
  const inside = gpuBox.compose('exec', '-T', 'worker', 'find', '/data', '-name', '*.webp')
  assert.equal(inside.trim(), '', 'previews stay where they are')
}

async function classified() {
  const form = new FormData()
  form.append('file', new Blob([readFileSync(path.join(scenes, 'brown-dog-grass.jpg'))]), 'dog.jpg')
  const response = await ask('/classify', { method: 'POST', body: form })
  const answer = await response.text()
  assert.equal(response.status, 200, answer)
  assert.match(answer, /"category":"pets"/)
}

async function cutOff() {
  copy(FIRST, ALL)
  await until('the second machine to be at it', async () => (await status()).queues.analyse.active > 0)
  docker('network', 'disconnect', CABLE, gpuBox.compose('ps', '-q', 'worker').trim())
  await until('the photos to be read', async () => (await status()).photos.total === ALL)
  await until('the worker to be missed', async () => (await status()).engine.state !== 'ready', 120)
  const { engine } = await status()
  say(`  meanwhile the first machine says: ${engine.kind}, ${engine.state}, ${engine.reason ?? engine.notice ?? ''}`)
  assert.ok((await status()).photos.analysed < ALL)
}

async function back() {
  const start = Date.now()
  docker('network', 'connect', CABLE, gpuBox.compose('ps', '-q', 'worker').trim())
  await analysed(ALL)
  say(`  ${((Date.now() - start) / 1000).toFixed(0)} s after the cable was back`)
  const answers = nas.compose(
    ...['exec', '-T', 'postgres', 'sh', '-c'],
    `PGPASSWORD=$(cat /secrets/database-password) psql -h 127.0.0.1 -U albumen -Atc 'select count(*), count(distinct photo_id) from analyses'`,
  )
  assert.equal(answers.trim(), `${ALL}|${ALL}`)
  await classified()
}

async function stopped() {
  gpuBox.compose('stop')
  const id = gpuBox.compose('ps', '-a', '-q', 'worker').trim()
  assert.equal(docker('inspect', '-f', '{{.State.ExitCode}}', id).trim(), '0')
}

/** A composition that is a machine of its own: its containers share no network with the other's. */
function machine(name, files, env) {
  const settings = path.join(work, `${name}.env`)
  writeFileSync(
    settings,
    Object.entries(env)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  )
  const named = files.flatMap((file) => ['-f', path.resolve(root, file)])
  const folder = path.dirname(path.resolve(root, files[0]))
  return project('--project-directory', folder, '--env-file', settings, '-p', `albumen-test-${name}`, ...named)
}

/** No card is needed, there is a cable that can be pulled, and the worker's port is opened to the first machine alone. */
function withoutCard() {
  const file = path.join(work, 'without-card.yml')
  const engine = 'engine:\n    deploy: !reset null\n    ports: !reset null\n    environment: { LLAMA_ARG_THREADS: 1 }'
  const worker = `worker:\n    networks: [default, cable]\n    ports: !override ['${HOST}:8486:8486']`
  const networks = 'networks:\n  default: { internal: true }\n  cable: {}'
  writeFileSync(file, `services:\n  ${engine}\n  ${worker}\n${networks}\n`)
  return file
}

function copy(from, to) {
  for (const name of names.slice(from, to)) cpSync(path.join(scenes, name), path.join(photos, name))
}

async function analysed(count) {
  await until(`${count} photos to be analysed`, async () => (await status()).photos.analysed === count, 300)
}

function ask(route, init = {}) {
  return fetch(`http://${HOST}:${API}/api/v1${route}`, { ...init, headers: { authorization: `Bearer ${token}` } })
}

async function status() {
  const response = await ask('/status')
  if (!response.ok) throw new Error(`/status: ${response.status} ${await response.text()}`)
  return await response.json()
}
