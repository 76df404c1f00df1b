import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text, u32, u64 } from '#core/testing/gguf-bytes'

/** A small file that looks like a model (or, as `clip`, like a projector) as far as its header goes. */
export function smallGguf(architecture: 'qwen3vl' | 'clip' | 'bert', bytes = 300_000): Buffer {
  const head = Buffer.concat([Buffer.from('GGUF'), u32(3), u64(0), u64(1)])
  const header = Buffer.concat([head, text('general.architecture'), u32(8), text(architecture)])
  return Buffer.concat([header, randomBytes(bytes - header.length)])
}

export const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')

export interface HubRequest {
  path: string
  range: string | undefined
  ifRange: string | undefined
  authorization: string | undefined
}

/** What goes wrong with one answer for a file; a queue of them is worked off, then everything is right. */
export type Fault =
  | { cutAfter: number }
  | { stallAfter: number }
  | { status: number; retryAfter?: string }
  | { html: true }
  | { contentLength: number }
  | { noRange: true }
  | { send: Buffer }

export interface TestHub {
  url: string
  files: Map<string, Buffer>
  /** bytes a millisecond, of what is under way too; as fast as it goes when undefined */
  pace: { bytesPerMs?: number }
  faults: Fault[]
  /** answers to the list of files, instead of the right one */
  listFaults: ({ status: number } | { html: true } | { sha256: string } | { size: number })[]
  requests: HubRequest[]
  close(): Promise<void>
}

/**
 * A server on loopback that answers as Hugging Face and ModelScope do: list of files with sizes and hashes, a redirect to
 * another host (`localhost` for `127.0.0.1`) for the content, ranges, tags. `files` is keyed by `owner/repository/file`.
 */
export async function startHub(files: Record<string, Buffer>, host = '127.0.0.1'): Promise<TestHub> {
  const hub: TestHub = {
    url: '',
    files: new Map(Object.entries(files)),
    pace: {},
    faults: [],
    listFaults: [],
    requests: [],
    close: async () => {},
  }
  const server = createServer((request, response) => answer(hub, request, response))
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  hub.url = `http://${host}:${port}`
  hub.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return hub
}

function answer(hub: TestHub, request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://hub')
  const { range, authorization } = request.headers
  hub.requests.push({
    path: pathname,
    range,
    ifRange: request.headers['if-range'] as string | undefined,
    authorization,
  })
  const tree = /^\/api\/models\/([^/]+\/[^/]+)\/tree\/main\/?(.*)$/.exec(pathname)
  const list = /^\/api\/v1\/models\/([^/]+\/[^/]+)\/repo\/files$/.exec(pathname)
  const resolve =
    /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(pathname) ??
    /^\/models\/([^/]+\/[^/]+)\/resolve\/master\/(.+)$/.exec(pathname)
  const content = pathname.startsWith('/cdn/') ? hub.files.get(decodeURIComponent(pathname.slice(5))) : undefined
  if (tree) sendList(hub, response, `${tree[1]}/`, 'huggingface')
  else if (list) sendList(hub, response, `${list[1]}/`, 'modelscope')
  else if (content) sendContent(hub, request, response, content)
  else if (resolve) {
    const host = request.headers.host?.replace('127.0.0.1', 'localhost')
    response.writeHead(302, { location: `http://${host}/cdn/${resolve[1]}/${resolve[2]}` }).end()
  } else response.writeHead(404, { 'content-type': 'text/plain' }).end('Entry not found')
}

function sendList(hub: TestHub, response: ServerResponse, prefix: string, as: 'huggingface' | 'modelscope'): void {
  const fault = hub.listFaults.shift()
  if (fault && 'status' in fault) return void response.writeHead(fault.status).end('no')
  if (fault && 'html' in fault) return void response.end('<!doctype html><title>Sign in</title>')
  const files = [...hub.files].filter(([name]) => name.startsWith(prefix))
  if (files.length === 0) return void response.writeHead(404).end('Repository not found')
  const entries = files.map(([name, content]) => {
    const size = fault && 'size' in fault ? fault.size : content.length
    const hash = fault && 'sha256' in fault ? fault.sha256 : sha256(content)
    const path = name.slice(prefix.length)
    return as === 'huggingface'
      ? { type: 'file', oid: 'git', size, path, lfs: { oid: hash, size, pointerSize: 135 } }
      : { Name: path, Path: path, Type: 'blob', Size: size, Sha256: hash }
  })
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(as === 'huggingface' ? entries : { Code: 200, Data: { Files: entries } }))
}

function sendContent(hub: TestHub, request: IncomingMessage, response: ServerResponse, content: Buffer): void {
  const fault = hub.faults.shift()
  if (fault && 'status' in fault) {
    return void response.writeHead(fault.status, fault.retryAfter ? { 'retry-after': fault.retryAfter } : {}).end('no')
  }
  if (fault && 'html' in fault) {
    return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please log in</html>')
  }
  const body = fault && 'send' in fault ? fault.send : content
  const etag = `"${sha256(body).slice(0, 16)}"`
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
  const ifRange = request.headers['if-range']
  const from = asked && !(fault && 'noRange' in fault) && (!ifRange || ifRange === etag) ? Number(asked[1]) : 0
  if (from >= body.length) return void response.writeHead(416).end()
  const headers: Record<string, string | number> = { etag, 'content-type': 'binary/octet-stream' }
  headers['content-length'] = fault && 'contentLength' in fault ? fault.contentLength : body.length - from
  if (from > 0) headers['content-range'] = `bytes ${from}-${body.length - 1}/${body.length}`
  response.writeHead(from > 0 ? 206 : 200, headers).flushHeaders()
  const stop =
    fault && 'cutAfter' in fault ? fault.cutAfter : fault && 'stallAfter' in fault ? fault.stallAfter : undefined
  const part = body.subarray(from, stop === undefined ? undefined : from + stop)
  void sendPaced(response, part, hub).then(() => {
    // Later, because a reset throws away what the other side has not read yet.
    if (fault && 'cutAfter' in fault) setTimeout(() => response.socket?.destroy(), 50)
    else if (!(fault && 'stallAfter' in fault)) response.end()
  })
}

async function sendPaced(response: ServerResponse, content: Buffer, hub: TestHub): Promise<void> {
  let step = 0
  for (let at = 0; at < content.length && !response.destroyed; at += step) {
    const { bytesPerMs } = hub.pace
    step = bytesPerMs ? bytesPerMs * 10 : content.length
    await new Promise<void>((resolve) => response.write(content.subarray(at, at + step), () => resolve()))
    if (bytesPerMs) await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
