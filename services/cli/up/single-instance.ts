import { chmod, rm } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { FatalError } from '#core/errors'

/** What the running daemon tells whoever asks at its socket. */
export interface DaemonInfo {
  pid: number
  address: string | null
  databaseUrl: string | null
  /** what lets a command of the owner do everything at the api */
  commandKey?: string
  processes: Record<string, number | undefined>
}

/** Longer than the machine keeps a living daemon from answering. */
const PATIENCE_MS = 15_000

const socketPath = (runFolder: string) => path.join(runFolder, 'daemon.sock')

/**
 * Holds the data folder for this process: a listening socket cannot outlive its process, unlike a file with a number in
 * it. Whoever connects is told about the daemon.
 * @throws FatalError when another daemon holds it, also one that does not answer
 */
export async function holdDataFolder(runFolder: string, info: () => DaemonInfo): Promise<{ release(): Promise<void> }> {
  const running = await askDaemon(runFolder)
  if (running) {
    const where = running.address ? ` at ${running.address}` : ''
    throw new FatalError(`Albumen is already running${where} on this data folder (process ${running.pid}).`)
  }
  const file = socketPath(runFolder)
  await rm(file, { force: true })
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.end(JSON.stringify(info()))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(file, resolve)
  })
  await chmod(file, 0o600) // it tells secrets, whatever the folder's mode may be
  server.unref()
  return {
    release: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/**
 * The daemon that holds this data folder; null where nobody listens, or where it is just ending.
 * @throws FatalError where somebody listens, but does not answer: whoever took that for no daemon would start its database
 * once more, and end the one that is in use
 */
export async function askDaemon(runFolder: string, patienceMs = PATIENCE_MS): Promise<DaemonInfo | null> {
  return await new Promise((resolve, reject) => {
    let answer = ''
    const socket = net.connect(socketPath(runFolder))
    socket.setTimeout(patienceMs, () => socket.destroy(silent(patienceMs)))
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error instanceof FatalError) reject(error)
      // as many as the kernel lets wait are waiting already
      else if (error.code === 'EAGAIN') reject(silent(patienceMs))
    })
    socket.on('close', () => {
      try {
        resolve(JSON.parse(answer) as DaemonInfo)
      } catch {
        resolve(null)
      }
    })
  })
}

function silent(patienceMs: number): FatalError {
  return new FatalError(
    `Albumen runs on this data folder, but has not answered for ${patienceMs / 1000} s: it is very busy, or it hangs. ` +
      'Try again; if that does not help, end it and start it anew. Its log is in the folder logs.',
  )
}
