// Proves the one container with everything in it, as on Unraid: the bundled database as an unprivileged user, a crash,
// stopping in time, starting again.
//   node deploy/test/single.mjs
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { docker, say, until } from './docker.mjs'

const scenes = path.join(import.meta.dirname, '..', '..', 'models', 'nano-vl', 'demo')
const names = readdirSync(scenes)
  .filter((name) => name.endsWith('.jpg'))
  .slice(0, 6)
const work = mkdtempSync(path.join(os.tmpdir(), 'albumen-single-'))
const [photos, data] = [path.join(work, 'photos'), path.join(work, 'data')]
mkdirSync(photos)
mkdirSync(data)
const NAME = 'albumen-single'
const PORT = 18485
const settings = [
  ...['-v', `${photos}:/photos:ro`, '-v', `${data}:/data`, '-e', 'PUID=99', '-e', 'PGID=100', '-e', 'UMASK=027'],
  ...[
    '-e',
    'ALBUMEN_SHARES=photos=/photos',
    '-e',
    'ALBUMEN_MODEL=nano-vl',
    '-e',
    'ALBUMEN_ANALYSE_CONCURRENCY=1',
    '--memory=3g',
  ],
  ...['--security-opt=no-new-privileges:true'],
]

try {
  const token = docker('run', '--rm', ...settings, 'albumen', 'token', 'create', 'single').trim()
  docker(
    'run',
    '-d',
    '--name',
    NAME,
    '--restart=unless-stopped',
    '-p',
    `127.0.0.1:${PORT}:8484`,
    ...settings,
    'albumen',
    'up',
  )
  copy(0, 3)
  await analysed(token, 3)
  say('✓ photos are seen')

  for (const line of docker('top', NAME, '-o', 'pid,uid,gid,args').trim().split('\n').slice(1)) {
    assert.deepEqual([line, ...line.trim().split(/\s+/).slice(1, 3)], [line, '99', '100'])
  }
  // The folder itself is as the owner made it, and a socket has the rights of its folder.
  const wrong = ['-not', '-uid', '99', '-o', '-not', '-gid', '100', '-o', '-perm', '-o=r', '-not', '-type', 's']
  const others = docker('exec', NAME, 'find', '/data', '-mindepth', '1', '(', ...wrong, ')')
  assert.equal(others.trim(), '')
  say('✓ every process and every file belongs to 99:100, nothing is open to others')
  docker('exec', NAME, 'albumen', 'status') // as root, it becomes 99:100
  await until('docker to call it healthy', () => state().Health.Status === 'healthy', 180)
  say('✓ healthy')

  const before = state()
  docker('run', '--rm', '--privileged', '--pid=host', '--entrypoint', 'sh', 'albumen', '-c', `kill -9 ${before.Pid}`)
  copy(3, 6)
  await until('it to be started again', () => state().Running && state().StartedAt !== before.StartedAt)
  await analysed(token, 6)
  assert.equal(twice(), 0)
  say('✓ killed, started again, nothing done twice')

  const start = Date.now()
  docker('stop', NAME, '-t', '60')
  assert.equal(state().ExitCode, 0)
  say(`✓ stopped in order, in ${((Date.now() - start) / 1000).toFixed(1)} s`)
  docker('start', NAME)
  await analysed(token, 6)
  assert.equal(twice(), 0)
  say(`✓ goes on; memory ${docker('stats', '--no-stream', '--format', '{{.MemUsage}}', NAME).trim()}`)
} catch (error) {
  console.log(docker('logs', '--tail', '30', NAME))
  throw error
} finally {
  docker('rm', '-f', '-v', NAME)
  rmSync(work, { recursive: true, force: true })
}

function copy(from, to) {
  for (const name of names.slice(from, to)) cpSync(path.join(scenes, name), path.join(photos, name))
}

/** How many photos were answered about more often than they were asked about. */
function twice() {
  const query =
    "import('/app/node_modules/pg/lib/index.js').then(async ({ default: pg }) => { const c = new pg.Client({ connectionString: " +
    "'postgresql://albumen@/albumen?host=%2Fdata%2Frun' }); await c.connect(); const r = await c.query('select count(*)::int as n " +
    "from (select 1 from analyses group by photo_id, request having count(*) > 1) d'); console.log(r.rows[0].n); await c.end() })"
  return Number(docker('exec', NAME, 'node', '-e', query).trim())
}

function state() {
  return JSON.parse(docker('inspect', '-f', '{{json .State}}', NAME))
}

async function analysed(token, count) {
  await until(
    `${count} photos to be analysed`,
    async () => {
      const response = await fetch(`http://127.0.0.1:${PORT}/api/v1/status`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const { photos: done } = await response.json()
      return done.analysed >= count && done.pending === 0
    },
    600,
  )
}
