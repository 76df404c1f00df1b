import { FatalError } from '#core/errors'
import { say } from '#core/sentences/say'

/** Where a server is and how to show oneself there. The key is apart, so that no message and no log line carries it. */
export interface ServerAddress {
  /** ends with a slash; paths such as `v1/models` are appended */
  base: string
  /** for people and the log */
  shown: string
  /** value of the header `authorization` */
  authorization: string | undefined
  /** the text without the key, which some servers repeat in their refusals */
  hide(text: string): string
}

/**
 * Takes an address apart: with or without /v1 or the path of a chat, with or without a key (`http://:KEY@host:8080`).
 *
 * @param apiKey for an address that carries none
 * @throws FatalError when it is no http address
 */
export function serverAddress(url: string, apiKey?: string): ServerAddress {
  const parsed = parse(url)
  const user = decoded(parsed.username)
  const password = decoded(parsed.password)
  const key = user && password ? undefined : password || user || apiKey
  const path = parsed.pathname
    .replace(/\/+$/, '')
    .replace(/\/(chat\/completions|models)$/, '')
    .replace(/\/v1$/, '')
  const shown = `${parsed.protocol}//${parsed.host}${path}`
  const basic = Buffer.from(`${user}:${password}`).toString('base64')
  const secrets = [key, password, basic].filter((secret) => secret !== undefined && secret.length >= 4)
  return {
    base: `${shown}/`,
    shown,
    authorization: key ? `Bearer ${key}` : user ? `Basic ${basic}` : undefined,
    hide: (text) => secrets.reduce<string>((left, secret) => left.replaceAll(secret as string, '…'), text),
  }
}

function parse(url: string): URL {
  try {
    const parsed = new URL(url)
    if (/^https?:$/.test(parsed.protocol)) return parsed
  } catch {
    // said below
  }
  // Not the address itself: what cannot be taken apart may carry a key anywhere.
  throw new FatalError(say('server_address'))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
