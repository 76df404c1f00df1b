import type { FastifyReply, FastifyRequest } from 'fastify'
import { SESSION_DAYS } from '#core/sign-in/sessions'

/**
 * The cookie of a session. Browsers keep it from scripts (HttpOnly) and from requests that pages of other sites cause
 * (SameSite=Strict; the dashboard's own files need no cookie, so that links to it work). Behind TLS it never goes over a
 * plain connection, and its prefix says so: nobody on the network can have set it.
 */
export function readSessionCookie(request: FastifyRequest, prefix: string): string | undefined {
  const wanted = `${cookieName(request, prefix)}=`
  const found = (request.headers.cookie ?? '').split(/; */).find((each) => each.startsWith(wanted))
  return found?.slice(wanted.length) || undefined
}

/** @param prefix the path under which a trusted proxy offers the api, '' for the root */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, prefix: string, cookie: string): void {
  reply.header('set-cookie', attributes(request, prefix, cookie, SESSION_DAYS.absolute * 86_400))
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply, prefix: string): void {
  reply.header('set-cookie', attributes(request, prefix, '', 0))
}

function attributes(request: FastifyRequest, prefix: string, value: string, maxAge: number): string {
  const parts = [`${cookieName(request, prefix)}=${value}`, `Path=${prefix || '/'}`, `Max-Age=${maxAge}`]
  return [...parts, 'HttpOnly', 'SameSite=Strict', ...(isSecure(request) ? ['Secure'] : [])].join('; ')
}

/** `__Host-` demands the path /; below another, `__Secure-` is the most there is. */
function cookieName(request: FastifyRequest, prefix: string): string {
  if (!isSecure(request)) return 'albumen'
  return prefix ? '__Secure-albumen' : '__Host-albumen'
}

/** By TLS, as the trusted proxy in front says. */
const isSecure = (request: FastifyRequest) => request.protocol === 'https'
