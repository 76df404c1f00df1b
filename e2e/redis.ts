import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { until } from './daemon.js'
import { freePort } from './free-port.js'

/** A real redis-server on a loopback port, appending to a file as the documentation asks for, or keeping nothing. */
export async function startRedis(
  folder: string,
  options: { port?: number; persistent?: boolean } = {},
): Promise<{ url: string; port: number; pid: number; stop(): Promise<void> }> {
  const port = options.port ?? (await freePort())
  const keep = options.persistent === false ? 'no' : 'yes'
  const server = spawn(
    'redis-server',
    ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--appendonly', keep, '--save', ''],
    { stdio: 'ignore' },
  )
  const url = `redis://127.0.0.1:${port}`
  await until('redis to answer', async () => {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.ping()) === 'PONG'
    } finally {
      client.disconnect()
    }
  })
  return {
    url,
    port,
    pid: server.pid as number,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return
      const gone = once(server, 'exit')
      server.kill('SIGTERM')
      await gone
    },
  }
}
