import { isIPv4, isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Config } from '#core/config'
import { type Networks, networksOf } from '#core/networks'

/** Whether only this machine can reach an address that the api is bound to. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (isIPv4(name)) return name.startsWith('127.')
  if (isIPv6(name)) return name === '::1' || /^::ffff:127\./.test(name)
  return name === 'localhost' || name.endsWith('.localhost')
}

/** Whether callers have to say who they are. */
export function needsSignIn(config: Pick<Config, 'host' | 'signIn'>): boolean {
  return config.signIn === 'always' || !isLoopback(config.host)
}

/** The name in a Host header without its port; undefined when there is none. */
export function hostName(header: string | undefined): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[^:/\s]+)(?::\d+)?$/i.exec(header ?? '')?.[1]?.toLowerCase()
}

/**
 * Whether a page of another origin sent this request: browsers say so, and other clients say nothing.
 * @param host the request's Host, as a trusted proxy tells it
 */
export function isCrossOrigin(
  headers: { origin?: string | undefined; 'sec-fetch-site'?: string | string[] | undefined },
  host: string,
): boolean {
  const site = headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return true
  if (headers.origin === undefined) return false
  if (site === 'same-origin') return false // a proxy may have changed the Host; the browser knows
  return !URL.canParse(headers.origin) || new URL(headers.origin).host !== host.toLowerCase()
}

/** Headers by which proxies tell for whom they ask. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/** Whether a proxy has passed this request on, and says so. */
export function isForwarded(request: FastifyRequest): boolean {
  return FORWARDED.some((name) => request.headers[name] !== undefined)
}

/** What is believed of what a proxy says: only where it is trusted. */
export interface Proxies {
  trusted: Networks
  /** the path under which the proxy in front of this request offers the api: /albumen, or '' */
  prefix(request: FastifyRequest): string
  /** who the proxy says it has signed in */
  user(request: FastifyRequest): string | undefined
}

export function createProxies({ trustedProxies, authHeader }: Config): Proxies {
  const trusted = networksOf(trustedProxies)
  const header = (request: FastifyRequest, name: string) => {
    const value = trusted.has(request.socket.remoteAddress) ? request.headers[name.toLowerCase()] : undefined
    return typeof value === 'string' ? value : undefined
  }
  return {
    trusted,
    prefix(request) {
      const prefix = (header(request, 'x-forwarded-prefix') ?? '').replace(/\/+$/, '')
      return /^(\/[\w.~-]+)+$/.test(prefix) ? prefix : ''
    },
    user: (request) => (authHeader && header(request, authHeader)?.trim().slice(0, 200)) || undefined,
  }
}
