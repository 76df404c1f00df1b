import type { FastifyRequest } from 'fastify'
import type { Database } from '#core/database/connect'
import { say } from '#core/sentences/say'
import { type CredentialKind, checkCredential } from '#core/sign-in/credentials'
import type { AttemptLimit } from '../guard/attempts.js'
import { Problem } from '../problem.js'

/**
 * Lets a right password or PIN pass. Wrong ones are counted for the client, and for all clients together.
 * @throws Problem 401 `wrong_password` or `wrong_pin`; 429 `too_many_attempts` with the seconds to wait
 */
export async function requireCredential(
  db: Database,
  kind: CredentialKind,
  secret: string,
  request: FastifyRequest,
  limit: AttemptLimit,
): Promise<void> {
  refuseTooMany(limit.waitFor(request.ip))
  limit.failed(request.ip) // before it is looked at: many at once are not one
  const checked = await checkCredential(db, kind, secret)
  if (checked.ok) return limit.succeeded(request.ip)
  refuseTooMany(Math.max(checked.waitSeconds, limit.waitFor(request.ip)))
  throw new Problem(401, say(`wrong_${kind}`), { code: `wrong_${kind}` })
}

export function refuseTooMany(seconds: number): void {
  if (seconds <= 0) return
  const time = seconds < 90 ? say('seconds', { n: seconds }) : say('minutes', { n: Math.ceil(seconds / 60) })
  throw new Problem(429, say('too_many_attempts', { time }), {
    ...{ code: 'too_many_attempts', headers: { 'retry-after': String(seconds) } },
  })
}
