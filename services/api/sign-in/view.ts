import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '#core/config'
import type { Queryable } from '#core/database/connect'
import { knownCredentials } from '#core/sign-in/credentials'
import { SCOPES } from '#core/sign-in/scopes'
import type { Callers } from '../guard/callers.js'
import { needsSignIn, type Proxies } from '../guard/network.js'

/** What the routes about signing in share. */
export interface SignInParts {
  callers: Callers
  proxies: Proxies
}

export const sessionView = z
  .object({
    needed: z.boolean().describe('whether callers have to say who they are'),
    signedIn: z.boolean().describe('whether this one may come in'),
    by: z.enum(['local', 'command', 'token', 'session', 'proxy']).nullable(),
    name: z.string().nullable().describe('of the token, or as the proxy says'),
    scopes: z.array(z.enum(SCOPES)),
    passwordSet: z.boolean(),
    vault: z
      .object({
        pinSet: z.boolean(),
        opensWith: z
          .enum(['nothing', 'pin', 'password', 'scope'])
          .nullable()
          .describe('null: a PIN has to be set first'),
        open: z.boolean().describe('whether private photos may be shown now'),
        until: z.string().nullable().describe('when it closes by itself'),
        minutes: z.number().describe('how long it stays open'),
      })
      .nullable(),
  })
  .meta({ id: 'Session' })

/** How things stand between the api and whoever asks. */
export async function viewSession(
  db: Queryable,
  config: Config,
  callers: Callers,
  request: FastifyRequest,
): Promise<z.infer<typeof sessionView>> {
  const { caller } = await callers.identify(request, request.shownToken)
  const known = await knownCredentials(db)
  const until = caller?.session?.vaultUntil ?? null
  return {
    needed: needsSignIn(config),
    signedIn: caller !== undefined,
    by: caller?.by ?? null,
    name: caller?.name ?? null,
    scopes: [...(caller?.scopes ?? [])],
    passwordSet: known.password,
    vault: caller
      ? {
          pinSet: known.pin,
          opensWith: opensWith(caller.by, caller.guarded, known),
          open: caller.vault(),
          until: caller.vault() && until ? until.toISOString() : null,
          minutes: config.vaultMinutes,
        }
      : null,
  }
}

function opensWith(by: string, guarded: boolean, known: { password: boolean; pin: boolean }) {
  if (!guarded) return 'nothing'
  if (by === 'token') return 'scope'
  return known.pin ? 'pin' : known.password ? 'password' : null
}
