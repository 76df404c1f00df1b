import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { loadConfig } from '#core/config'
import { anonymiser } from './anonymous.js'
import { loggedErrors } from './log-errors.js'
import { toMarkdown } from './markdown.js'
import { healthReport } from './report.js'
import { fileSystemOf } from './surroundings.js'

it('leaves no name of a share, a folder, a photo or a person in a text', () => {
  const shares = [
    { name: 'photos', path: '/mnt/nas/photos' },
    { name: '家人', path: '/mnt/nas/家人 照片' },
  ]
  const hide = anonymiser({ shares, dataDir: '/srv/albumen', shown: false })
  const cases = {
    'ENOENT: no such file, open /mnt/nas/photos/2024/Anna and Bob.jpg': 'ENOENT: no such file, open ‹share 1›',
    "stat '/mnt/nas/家人 照片/春节/三亚.heic' failed": "stat '‹share 2›' failed",
    'share photos': 'share ‹share 1›',
    'share "家人" is offline': 'share "‹share 2›" is offline',
    '{"share":"photos"}': '{"share":"‹share 1›"}',
    '12 photos analysed': '12 photos analysed',
    '/srv/albumen/models/x.gguf': '‹data›/models/x.gguf',
    [`${os.homedir()}/a`]: '~/a',
    '/home/mei/a': '/home/‹user›/a',
    'redis://:hunter2@nas:6379': 'redis://…@nas:6379',
  }
  for (const [text, hidden] of Object.entries(cases)) expect(hide(text)).toBe(hidden)
  const show = anonymiser({ shares, dataDir: '/srv/albumen', shown: true })
  expect(show('share photos at redis://:hunter2@nas')).toBe('share photos at redis://…@nas')
})

it('hides the name of a machine, and not that of a service whose container has it', () => {
  const hide = (text: string, host: string) => anonymiser({ shares: [], dataDir: '/data', shown: false, host })(text)
  expect(hide('the worker on annas-nas is running', 'annas-nas')).toBe('the worker on ‹host› is running')
  expect(hide('api, watcher, worker are running', 'worker')).toBe('api, watcher, worker are running')
})

it('tells which file system a folder lies on', async () => {
  const mounts = [
    '/dev/a / ext4 rw 0 0',
    '//nas/p /mnt/my\\040photos cifs rw 0 0',
    'x /mnt/my\\040photos/in fuse.sshfs rw',
  ].join('\n')
  expect(await fileSystemOf('/mnt/my photos/2024', mounts)).toBe('cifs')
  expect(await fileSystemOf('/mnt/my photos/in', mounts)).toBe('fuse.sshfs')
  expect(await fileSystemOf('/mnt/my photos2', mounts)).toBe('ext4')
  expect(await fileSystemOf('/x', '')).toBeUndefined()
})

it('counts what the log says, and reads rotated files and half lines too', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'albumen-logs-'))
  const line = (time: number, fields: object) =>
    JSON.stringify({ level: 40, time, name: 'worker', msg: 'm', ...fields })
  await writeFile(
    path.join(folder, 'albumen.log'),
    ['half a line"}', line(3e12, { error: 'port 81' }), line(2e12, { level: 30 }), 'Error: no JSON'].join('\n'),
  )
  const old = [line(1e12, { error: 'port 80', suppressedLines: 9 }), line(1e12, { level: 50, code: 'eio' })]
  await writeFile(path.join(folder, '20260101-0000-01-albumen.log'), old.join('\n'))
  expect(await loggedErrors(folder)).toEqual([
    expect.objectContaining({ service: 'worker', level: 'warning', message: 'm', count: 11 }),
    expect.objectContaining({ level: 'error', detail: 'eio', count: 1 }),
  ])
  const [first] = await loggedErrors(folder)
  expect([first?.first, first?.last]).toEqual([new Date(1e12).toISOString(), new Date(3e12).toISOString()])
  expect(await loggedErrors(path.join(folder, 'none'))).toEqual([])
  await rm(folder, { recursive: true })
})

it('is made where nothing runs yet, and says what is the matter', async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'albumen-report-'))
  await mkdir(path.join(dataDir, 'models'))
  const config = loadConfig({}, { dataDir, databaseUrl: 'postgres://mei:s3cret@nas/albumen', hfToken: 'hf_0123456789' })
  const db = new Error('connect ECONNREFUSED')
  const report = await healthReport({ config, db, queues: undefined, shareNames: false })
  expect(report.worst).toBe('problem')
  expect(report.findings.find(({ about }) => about === 'database')).toMatchObject({
    ...{ state: 'problem', found: 'connect ECONNREFUSED', why: expect.any(String), advice: expect.any(String) },
  })
  const text = toMarkdown(report)
  expect(text).toContain('| HF_TOKEN | set |')
  expect(text).toContain('postgres://…@nas/albumen')
  expect(text).not.toContain('s3cret')
  expect(text).not.toContain(dataDir)
  for (const { state, why, advice } of report.findings) if (state !== 'ok') expect(why && advice).toBeTruthy()
  await rm(dataDir, { recursive: true })
})
