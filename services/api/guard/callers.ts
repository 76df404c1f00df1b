import type { FastifyRequest } from 'fastify'
import { knownCredentials } from '#core/sign-in/credentials'
import type { Scope } from '#core/sign-in/scopes'
import { SCOPES } from '#core/sign-in/scopes'
import { sameSecret } from '#core/sign-in/secret-hash'
import { findSession, type Session } from '#core/sign-in/sessions'
import { acceptToken } from '#core/tokens'
import type { ApiDeps } from '../deps.js'
import { readSessionCookie } from './cookies.js'
import { needsSignIn, type Proxies } from './network.js'

/** Who asks, and what that lets them do. */
export interface Caller {
  /** local: whoever is on this machine, where no sign-in is needed; command: `albumen` for the owner of the data folder */
  by: 'local' | 'command' | 'token' | 'session' | 'proxy'
  /** of the token, or as the proxy says */
  name: string | null
  scopes: ReadonlySet<Scope>
  /** the browser's: signed in, or keeping the vault open */
  session: Session | undefined
  /** whether a PIN or a password stands before sensitive photos; where none does, they are shown to whoever asks */
  guarded: boolean
  /** whether sensitive photos may be shown now */
  vault(): boolean
}

/** `wrong`: a token was shown that opens nothing. */
export type Identified = { caller: Caller; wrong?: never } | { caller?: never; wrong: boolean }

export interface Callers {
  identify(request: FastifyRequest, shownToken: string | undefined): Promise<Identified>
  /** Calls back when what some caller may do has changed. @returns a function that ends it */
  onChange(callback: () => void): () => void
  /** To be called when it has. */
  changed(): void
}

const OWNER: ReadonlySet<Scope> = new Set(SCOPES.filter((scope) => scope !== 'vault'))
const EVERYTHING: ReadonlySet<Scope> = new Set(SCOPES)
/** How long it may take until a PIN that another process has set or removed is noticed. */
const PIN_MS = 2_000

export function createCallers(deps: ApiDeps, proxies: Proxies): Callers {
  const { config, commandKey } = deps
  const { db } = deps.connection
  const listeners = new Set<() => void>()
  const signIn = needsSignIn(config)
  let pin: { isSet: Promise<boolean>; at: number } | undefined
  const hasPin = () => {
    if (!pin || Date.now() - pin.at > PIN_MS) {
      pin = { isSet: knownCredentials(db).then((known) => known.pin), at: Date.now() }
      pin.isSet.catch(() => {
        pin = undefined
      })
    }
    return pin.isSet
  }
  const sessionOf = async (request: FastifyRequest) => {
    const cookie = readSessionCookie(request, proxies.prefix(request))
    return cookie ? await findSession(db, cookie) : undefined
  }
  const isOpen = (session: Session | undefined) => () => (session?.vaultUntil?.getTime() ?? 0) > Date.now()

  return {
    async identify(request, shown) {
      if (shown && commandKey && sameSecret(shown, commandKey)) {
        const caller = { by: 'command' as const, name: null, scopes: EVERYTHING, session: undefined, guarded: false }
        return { caller: { ...caller, vault: () => true } }
      }
      const token = shown ? await acceptToken(db, shown) : undefined
      if (!signIn) {
        const guarded = await hasPin()
        const session = guarded ? await sessionOf(request) : undefined
        const open = isOpen(session)
        const vault = () => !guarded || open() || (token?.scopes.includes('vault') ?? false)
        return { caller: { by: 'local', name: null, scopes: OWNER, session, guarded, vault } }
      }
      if (token) {
        const scopes = new Set(token.scopes)
        const vault = () => scopes.has('vault')
        return { caller: { by: 'token', name: token.name, scopes, session: undefined, guarded: true, vault } }
      }
      if (shown) return { wrong: true }
      const session = await sessionOf(request)
      const user = proxies.user(request)
      const by = session?.kind === 'owner' ? 'session' : user ? 'proxy' : undefined
      if (!by) return { wrong: false }
      return { caller: { by, name: user ?? null, scopes: OWNER, session, guarded: true, vault: isOpen(session) } }
    },
    onChange(callback) {
      listeners.add(callback)
      return () => listeners.delete(callback)
    },
    changed() {
      pin = undefined
      for (const each of listeners) each()
    },
  }
}
