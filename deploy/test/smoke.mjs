// Proves the composition on a real Docker engine: everything is built and started as an owner would, killed, upgraded,
// stopped and started again, and what was seen is compared with what must be.
//   node deploy/test/smoke.mjs [--keep] [--photos=40]
// Needs docker with its compose plugin, and the images that docker-compose.yml names (deploy/test/stand-ins/ has some that
// need no registry). Photos are the bundled drawings; the engine is llama.cpp's server with the bundled model.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { docker, project, runSteps, say, until } from './docker.mjs'

const root = path.join(import.meta.dirname, '..', '..')
const scenes = path.join(root, 'models', 'nano-vl', 'demo')
const wanted = Number(process.argv.find((each) => each.startsWith('--photos='))?.split('=')[1] ?? 40)
const first = ['red-car.jpg', 'id-card.jpg']
const others = readdirSync(scenes).filter((name) => name.endsWith('.jpg') && !first.includes(name))
const names = [...first, ...others].slice(0, wanted)
/** Half of them are there from the beginning. */
const HALF = Math.floor(names.length / 2)
const work = mkdtempSync(path.join(os.tmpdir(), 'albumen-smoke-'))
const photos = path.join(work, 'photos')
const PUID = 1234
const PGID = 2345
const PORT = 18484
const OURS = ['watcher', 'worker', 'api']
let token = ''

mkdirSync(photos)
const settings = path.join(work, '.env')
writeFileSync(
  settings,
  `PHOTOS=${photos}\nCOMPOSE_PROFILES=cpu\nENGINE_MODEL=nano-vl\nENGINE_SLOTS=2\nENGINE_THREADS=1\nENGINE_IMAGE_TOKENS=256\nPUID=${PUID}\nPGID=${PGID}\nALBUMEN_PORT=${PORT}\nTZ=Asia/Shanghai\n`,
)

const composition = project('--project-directory', root, '--env-file', settings, '-p', 'albumen-smoke')
const { run, compose } = composition

const steps = [
  ['the database of the version before', earlierDatabase],
  ['everything comes up, in order', up],
  ['photos are seen', seen],
  ['a photo is classified by the worker of another container', classified],
  ['the page and the commands say how things are', told],
  ['nobody is root, nothing else can be written', locked],
  ['every process is killed while photos come in', killed],
  ['nothing was done twice', once],
  ['it stops in order, in time', stopped],
  ['it goes on where it stopped', again],
  ['logs hold no password and stay small', logs],
]

await runSteps(steps, { compositions: () => [composition], folder: work })

/** A catalogue as the last release but one left it: all migrations but the newest, with a share in it. */
async function earlierDatabase() {
  const earlier = path.join(work, 'migrations')
  cpSync(path.join(root, 'migrations'), earlier, { recursive: true })
  const journal = path.join(earlier, 'meta', '_journal.json')
  const all = JSON.parse(readFileSync(journal, 'utf8'))
  writeFileSync(journal, JSON.stringify({ ...all, entries: all.entries.slice(0, -1) }))
  compose('run', '--rm', '-T', '-v', `${earlier}:/app/migrations:ro`, 'migrate')
  sql(`insert into shares (name, path) values ('photos', '/photos')`)
  assert.equal(Number(sql('select count(*) from drizzle.__drizzle_migrations')), all.entries.length - 1)
}

async function up() {
  copy(0, HALF)
  const scopes = 'read,originals,write,admin'
  const made = compose('run', '--rm', '-T', 'migrate', 'token', 'create', 'smoke', '--scope', scopes)
  token = made.trim().split('\n').at(-1)
  await everythingHealthy()
  const { entries } = JSON.parse(readFileSync(path.join(root, 'migrations', 'meta', '_journal.json'), 'utf8'))
  assert.equal(Number(sql('select count(*) from drizzle.__drizzle_migrations')), entries.length)
}

async function seen() {
  await analysed(HALF)
  const { items } = await get('/search?q=red+car')
  assert.equal(items[0].photo.files[0].path, 'red-car.jpg')
  for (const kind of ['thumb', 'preview', 'original']) {
    const response = await ask(`/photos/${items[0].photo.id}/${kind}`)
    assert.deepEqual([kind, response.status], [kind, 200])
    assert.ok((await response.arrayBuffer()).byteLength > 500)
  }
}

async function classified() {
  const form = new FormData()
  form.append('file', new Blob([readFileSync(path.join(scenes, 'brown-dog-grass.jpg'))]), 'dog.jpg')
  const response = await ask('/classify', { method: 'POST', body: form })
  const answer = await response.text()
  assert.equal(response.status, 200, answer)
  assert.match(answer, /"category":"pets"/)
}

async function told() {
  const { findings } = await get('/health/report')
  assert.deepEqual(
    findings.filter(({ state }) => state !== 'ok'),
    [],
  )
  assert.match(findings.find(({ about }) => about === 'engine').found, /at http:\/\/engine:8080/)
  assert.equal((await get('/models')).fixed, 'server')

  const command = (...args) => compose('exec', '-T', 'worker', 'albumen', ...args)
  assert.match(command('status'), /Albumen .* at http:\/\/api:8484\n/)
  assert.match(command('search', 'red', 'car'), /red-car\.jpg/)
  assert.match(command('models', 'list'), /nano-vl .* on disk/)
  assert.match(command('token', 'list'), /^smoke /m)
  assert.match(command('tune', '--explain'), /Photos are sent to http:\/\/engine:8080 now/)
  assert.doesNotMatch(command('doctor'), /^[!✗]/m)
  assert.match(command('backup'), new RegExp(`^${HALF} photos are backed up in /data/backups/`))
  assert.match(command('backup', 'verify'), / is sound: /)
}

async function locked() {
  for (const service of OURS) {
    const [id] = compose('ps', '-q', service).trim().split('\n')
    const processes = docker('top', id, '-o', 'pid,uid,gid,args').trim().split('\n').slice(1)
    for (const line of processes) {
      const [, uid, gid] = line.trim().split(/\s+/)
      assert.deepEqual([service, line, uid, gid], [service, line, `${PUID}`, `${PGID}`])
    }
    const refuse = (file) => assert.notEqual(run('exec', '-T', service, 'touch', file).status, 0, `${service}: ${file}`)
    refuse('/photos/x')
    refuse('/app/x')
    if (service !== 'worker') refuse('/data/x')
  }
  const owners = compose(
    'exec',
    '-T',
    'worker',
    'find',
    '/data',
    '-not',
    '-uid',
    `${PUID}`,
    '-o',
    '-not',
    '-gid',
    `${PGID}`,
  )
  assert.equal(owners.trim(), '')
  assert.match(compose('exec', '-T', 'worker', 'find', '/data/previews', '-name', '*.webp'), /-thumb\.webp/)
}

async function killed() {
  const each = Math.ceil((names.length - HALF) / 7)
  let next = HALF
  for (const service of ['worker', 'watcher', 'redis', 'api', 'postgres', 'engine-cpu']) {
    copy(next, next + each)
    next += each
    await sleep(2_000)
    const [id] = compose('ps', '-q', service).trim().split('\n')
    const { Pid, StartedAt } = JSON.parse(docker('inspect', '-f', '{{json .State}}', id))
    // As a crash would: Docker's own kill counts as the owner's wish, and the container would stay down.
    docker('run', '--rm', '--privileged', '--pid=host', '--entrypoint', 'sh', 'albumen', '-c', `kill -9 ${Pid}`)
    await until(`${service} to be started again`, () => {
      const now = JSON.parse(docker('inspect', '-f', '{{json .State}}', id))
      return now.Running && now.StartedAt !== StartedAt
    })
  }
  copy(next, names.length)
  await analysed(names.length)
}

async function once() {
  assert.equal(Number(sql('select count(*) from photos')), names.length)
  assert.equal(
    Number(sql('select count(*) from (select 1 from analyses group by photo_id, request having count(*) > 1) d')),
    0,
  )
  assert.equal(Number(sql('select count(*) from analyses')), names.length)
  assert.equal(Number(sql(`select count(*) from photos where state <> 'analysed'`)), 0)
}

async function stopped() {
  const start = Date.now()
  compose('stop')
  say(`  stopped in ${((Date.now() - start) / 1000).toFixed(1)} s`)
  for (const service of [...OURS, 'postgres', 'redis', 'engine-cpu']) {
    const [id] = compose('ps', '-a', '-q', service).trim().split('\n')
    const code = Number(docker('inspect', '-f', '{{.State.ExitCode}}', id))
    // 143: llama.cpp's script ends with the signal that it was sent.
    assert.ok([0, ...(service === 'engine-cpu' ? [143] : [])].includes(code), `${service} ended with ${code}`)
  }
}

async function again() {
  await everythingHealthy()
  await analysed(names.length)
  await sleep(5_000)
  await once()
}

async function logs() {
  const text = compose('logs', '--no-color')
  say(`  ${(text.length / 1e6).toFixed(1)} MB of logs`)
  assert.ok(text.length < 5e6)
  const password = compose('run', '--rm', '-T', '--entrypoint', 'cat', 'migrate', '/secrets/database-password').trim()
  assert.ok(password.length >= 32 && !text.includes(password))
}

/** Not `up --wait`: it takes a container that has done its work and ended well for a failure. */
async function everythingHealthy() {
  compose('up', '-d')
  for (const service of [...OURS, 'postgres', 'redis', 'engine-cpu']) {
    const [id] = compose('ps', '-q', service).trim().split('\n')
    await until(
      `${service} to be healthy`,
      () => docker('inspect', '-f', '{{.State.Health.Status}}', id).trim() === 'healthy',
      400,
    )
  }
}

function copy(from, to) {
  for (const name of names.slice(from, to)) cpSync(path.join(scenes, name), path.join(photos, name))
}

async function analysed(count) {
  await until(
    `${count} photos to be analysed`,
    async () => {
      const { photos: done } = await get('/status')
      return done.analysed >= count && done.pending === 0
    },
    420,
  )
}

function ask(route, init = {}) {
  return fetch(`http://127.0.0.1:${PORT}/api/v1${route}`, { ...init, headers: { authorization: `Bearer ${token}` } })
}

async function get(route) {
  const response = await ask(route)
  if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`)
  return await response.json()
}

function sql(text) {
  return compose(
    'exec',
    '-T',
    'postgres',
    'sh',
    '-c',
    `PGPASSWORD=$(cat /secrets/database-password) psql -h 127.0.0.1 -U albumen -Atc "${text}"`,
  ).trim()
}
