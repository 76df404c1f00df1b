import type { Socket } from 'node:net'
import type { Api } from './deps.js'

/** How long answers under way may still take once the api is closing. */
const GRACE_MS = 5_000

/**
 * Lets the server close soon: connections without a request are closed by Fastify once they have carried one, but not
 * the spare ones that browsers open in advance, and a download may take for ever.
 */
export function closeConnections(api: Api): void {
  const unused = new Set<Socket>()
  api.server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  api.server.on('request', (request) => unused.delete(request.socket))
  let timer: NodeJS.Timeout | undefined
  api.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy()
    timer = setTimeout(() => api.server.closeAllConnections(), GRACE_MS)
  })
  // Not onClose, which runs before the server has closed.
  api.server.once('close', () => clearTimeout(timer))
}
