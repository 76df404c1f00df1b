import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { QueueName } from '#core/config'
import { previewPath } from '#core/preview-path'
import { PreviewsUnavailableError, previewSource } from './preview-source.js'

const ID = 'ab'.repeat(32)
const never = new AbortController().signal
const analyse: QueueName[] = ['analyse']

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(os.tmpdir(), 'previews-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

async function api(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('takes the file where it is there, and asks the api where it is not or is empty', async () => {
  const previews = await folder()
  const asked: string[] = []
  const apiUrl = await api((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`)
    response.writeHead(200, { 'content-type': 'image/webp' }).end('picture')
  })
  const source = previewSource({ apiUrl: `${apiUrl}/base/`, apiToken: 'alb_x', queues: analyse }, previews)
  expect(await source.read(ID, never)).toEqual(Buffer.from('picture'))
  const file = previewPath(previews, ID, 'preview')
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, '')
  expect(await source.read(ID, never)).toEqual(Buffer.from('picture'))
  expect(asked).toEqual(Array(2).fill(`/base/api/v1/photos/${ID}/preview Bearer alb_x`))
  await writeFile(file, 'webp')
  expect(await source.read(ID, never)).toBe(file)
  expect(asked).toHaveLength(2)
})

it('says that the preview is lost only when Albumen says so', async () => {
  const previews = await folder()
  const problem = await api((_, response) =>
    response.writeHead(404, { 'content-type': 'application/problem+json; charset=utf-8' }).end('{}'),
  )
  expect(await previewSource({ apiUrl: problem, queues: analyse }, previews).read(ID, never)).toBeNull()
  const other = await api((_, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<html>'))
  await expect(previewSource({ apiUrl: other, queues: analyse }, previews).read(ID, never)).rejects.toThrow(
    /status 404/,
  )
})

it.each<[string, RequestListener, RegExp]>([
  ['a wrong token', (_, response) => response.writeHead(401).end(), /answered 401; set ALBUMEN_API_TOKEN/],
  ['too few rights', (_, response) => response.writeHead(403).end(), /answered 403; set ALBUMEN_API_TOKEN/],
  ['trouble', (_, response) => response.writeHead(503).end(), /status 503/],
  ['a redirect', (_, response) => response.writeHead(302, { location: '/login' }).end(), /ALBUMEN_API_URL/],
  [
    'a page',
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    /expected a picture.*text\/html/,
  ],
  ['nothing', (_, response) => response.writeHead(200, { 'content-type': 'image/webp' }).end(), /got 0/],
  [
    'half of it',
    (request, response) => {
      response
        .writeHead(200, { 'content-type': 'image/webp', 'content-length': 100 })
        .write('x', () => request.socket.destroy())
    },
    /ALBUMEN_API_URL/,
  ],
])('lets photos wait when the api answers with %s', async (_name, listener, message) => {
  const apiUrl = await api(listener)
  const asked = previewSource({ apiUrl, queues: analyse }, await folder()).read(ID, never)
  await expect(asked).rejects.toThrow(PreviewsUnavailableError)
  await expect(asked).rejects.toThrow(message)
})

it('lets photos wait when the api is away, and ends when the worker does', async () => {
  const source = previewSource({ apiUrl: 'http://127.0.0.1:1', queues: analyse }, await folder())
  await expect(source.read(ID, never)).rejects.toThrow(
    /ALBUMEN_API_URL \(http:\/\/127\.0\.0\.1:1\).*ECONNREFUSED|bad port/,
  )
  const stopping = AbortSignal.abort(new Error('the worker stops'))
  await expect(source.read(ID, stopping)).rejects.toThrow('the worker stops')
})

it('takes an empty folder for one that was never shared, unless this worker fills it', async () => {
  const previews = await folder()
  await expect(previewSource({ queues: analyse }, previews).read(ID, never)).rejects.toThrow(
    /no previews in .*ALBUMEN_API_URL/,
  )
  expect(await previewSource({ queues: ['ingest', 'analyse'] }, previews).read(ID, never)).toBeNull()
  await mkdir(path.join(previews, 'cd'))
  expect(await previewSource({ queues: analyse }, previews).read(ID, never)).toBeNull()
})
