import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { engineCommands } from './engine.js'
import { engineToken } from './engine-token.js'

let dataDir = ''
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'engine-'))
})
afterAll(async () => await rm(dataDir, { recursive: true }))

const serve = (env: NodeJS.ProcessEnv, ...flags: string[]) =>
  engineCommands({ ALBUMEN_DATA_DIR: dataDir, ALBUMEN_MODEL: 'nano-vl', ...env }).parseAsync(['serve', ...flags], {
    from: 'user',
  })

it.each([
  [['--no-token', '--host', '0.0.0.0'], /--no-token needs a loopback address, got --host 0\.0\.0\.0: everybody/],
  [['--no-token', '--host', '192.168.1.5'], /loopback/],
  [['--port', 'http'], /expected a number from 0 to 65535, got "http"/],
  [['--token', ''], /expected a word/],
])('engine serve %j is refused', async (flags, message) => {
  await expect(serve({}, ...flags)).rejects.toThrow(message)
})

it('engine serve is refused where the engine is another server', async () => {
  await expect(serve({ ALBUMEN_SERVER_URL: 'http://gpu:8080' })).rejects.toThrow(/only an embedded engine is served/)
})

it('the token is made once, and only its owner can read it', async () => {
  const file = path.join(dataDir, 'engine-token')
  const token = await engineToken(dataDir)
  expect(token).toMatch(/^alb_[\w-]{32}$/)
  expect(await engineToken(dataDir)).toBe(token)
  expect(await readFile(file, 'utf8')).toBe(`${token}\n`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await writeFile(file, '\n')
  await expect(engineToken(dataDir)).rejects.toThrow(/expected a token .* Delete it/)
})
