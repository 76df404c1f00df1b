import type { Config } from '#core/config'

/** The second engine of a worker listens beside the first. */
const PORT_OF = { vision: 0, text: 1 } as const

export interface Offer {
  /** where to listen; undefined for every address of this machine */
  host: string | undefined
  /** 0 takes a free port */
  port: number
  /** What the api is told, given where the engine came to listen. */
  url(listening: string): string
}

/**
 * How a worker offers an engine to the api: on loopback, or where the owner names the machine (`name` or `name:port`),
 * to every api that knows the engine's token, which only the database tells.
 */
export function offerOf(kind: keyof typeof PORT_OF, { workerHost }: Pick<Config, 'workerHost'>): Offer {
  if (!workerHost) return { host: '127.0.0.1', port: 0, url: (listening) => listening }
  const named = new URL(`http://${workerHost}`)
  const port = Number(named.port)
  return {
    host: undefined,
    port: port === 0 ? 0 : port + PORT_OF[kind],
    url: (listening) => `http://${named.hostname}:${new URL(listening).port}`,
  }
}
