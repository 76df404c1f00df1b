/** What a caller of the api may do. Each route says which of them it needs. */
export const SCOPES = ['read', 'originals', 'write', 'admin', 'vault', 'worker'] as const
export type Scope = (typeof SCOPES)[number]

/** What a token gets that was asked for without saying what it is for: everything but the vault and a worker's work. */
export const USUAL_SCOPES: Scope[] = ['admin']

/** Rights that come along with another. The vault comes with none: it has to be given by name. */
const INCLUDED: Partial<Record<Scope, Scope[]>> = {
  originals: ['read'],
  write: ['read'],
  admin: ['read', 'originals', 'write'],
}

/** A token's scopes with those that come along, in the order of the list. */
export function withIncluded(scopes: readonly Scope[]): Scope[] {
  const all = new Set(scopes.flatMap((scope) => [scope, ...(INCLUDED[scope] ?? [])]))
  return SCOPES.filter((scope) => all.has(scope))
}
