import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dashboard, PAGES } from './dashboard.js'
import type { Api } from './deps.js'

let folder: string
const api = Fastify() as unknown as Api
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'albumen-dashboard-'))
  await mkdir(path.join(folder, 'assets'))
  await writeFile(path.join(folder, 'index.html'), '<title>Albumen</title>')
  await writeFile(path.join(folder, 'assets', 'app-Ab12.js'), 'plain')
  await writeFile(path.join(folder, 'assets', 'app-Ab12.js.br'), 'small')
  await writeFile(path.join(folder, '.built-from'), 'secret')
  await dashboard(api, folder)
})
afterAll(async () => {
  await api.close()
  await rm(folder, { recursive: true, force: true })
})

test.each(['', ...PAGES])('the page /%s is the app, asked for anew each time', async (page) => {
  const response = await api.inject(`/${page}?photo=1`)
  expect(response.statusCode).toBe(200)
  expect(response.body).toContain('Albumen')
  expect(response.headers['cache-control']).toBe('no-cache')
})

test.each(['/nothing', '/library/deeper', '/assets/gone.js', '/.built-from'])('%s is not found', async (url) => {
  expect((await api.inject(url)).statusCode).toBeGreaterThanOrEqual(400)
})

test('files with a hash in their name are kept for ever, small where the browser can read that', async () => {
  const plain = await api.inject('/assets/app-Ab12.js')
  expect(plain.headers['cache-control']).toContain('immutable')
  expect(plain.body).toBe('plain')
  const small = await api.inject({ url: '/assets/app-Ab12.js', headers: { 'accept-encoding': 'br, gzip' } })
  expect(small.headers['content-encoding']).toBe('br')
  expect(small.headers['cache-control']).toContain('immutable')
  expect(small.body).toBe('small')
})
