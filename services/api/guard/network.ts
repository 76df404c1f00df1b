import { isIPv4, isIPv6 } from 'node:net'

/** Whether only this machine can reach an address that the api is bound to. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (isIPv4(name)) return name.startsWith('127.')
  if (isIPv6(name)) return name === '::1' || /^::ffff:127\./.test(name)
  return name === 'localhost' || name.endsWith('.localhost')
}

/** The name in a Host header without its port; undefined when there is none. */
export function hostName(header: string | undefined): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[^:/\s]+)(?::\d+)?$/i.exec(header ?? '')?.[1]?.toLowerCase()
}

/**
 * Whether a page of another origin sent this request: browsers say so, and other clients say nothing.
 * @param host the request's Host header
 */
export function isCrossOrigin(
  headers: { origin?: string | undefined; 'sec-fetch-site'?: string | string[] | undefined },
  host: string,
): boolean {
  const site = headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return true
  if (headers.origin === undefined) return false
  return !URL.canParse(headers.origin) || new URL(headers.origin).host !== host.toLowerCase()
}
