import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dashboard, PAGES } from './dashboard.js'
import type { Api } from './deps.js'
import { handleUnknown } from './problem.js'
import { unknownPages } from './unknown-pages.js'

const SHELL =
  '<html lang="en"><title>Albumen</title><script src="./assets/app-Ab12.js"></script><a href="https://x/./">'
/** What a browser sends that opens a page. */
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

let folder: string
const api = Fastify() as unknown as Api
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'albumen-dashboard-'))
  await mkdir(path.join(folder, 'assets'))
  await writeFile(path.join(folder, 'index.html'), SHELL)
  await writeFile(path.join(folder, 'assets', 'app-Ab12.js'), 'plain')
  await writeFile(path.join(folder, 'assets', 'app-Ab12.js.br'), 'small')
  await writeFile(path.join(folder, '.built-from'), 'secret')
  api.setNotFoundHandler(unknownPages(handleUnknown, folder))
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
  const response = await api.inject(url)
  expect(response.statusCode).toBeGreaterThanOrEqual(400)
  expect(response.headers['content-type']).toContain('json')
})

test('an address that nobody has is the app in a browser, which says so', async () => {
  const response = await api.inject({ url: '/nothing?photo=1', headers: BROWSER })
  expect(response.statusCode).toBe(404)
  expect(response.body).toBe(SHELL)
  expect(response.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', vary: 'accept' })
  expect((await api.inject({ method: 'HEAD', url: '/nothing', headers: BROWSER })).statusCode).toBe(404)
})

test.each([
  ['/library/', '../'],
  ['/library/2024/may?from=/a/b', '../../'],
])('from %s the way to the files of the app leads up', async (url, up) => {
  const { body } = await api.inject({ url, headers: BROWSER })
  expect(body).toContain(`<html data-root="${up}" lang="en">`)
  expect(body).toContain(`src="${up}assets/app-Ab12.js"`)
  expect(body).toContain('href="https://x/./"')
})

test.each([
  ['GET', '/api'],
  ['GET', '/api/v1/nothing'],
  ['GET', '/api?x'],
  ['POST', '/nothing'],
  ['GET', '/x'.repeat(30)],
] as const)('%s %s stays a problem in JSON', async (method, url) => {
  const response = await api.inject({ method, url, headers: BROWSER })
  expect(response.statusCode).toBe(404)
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8')
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
