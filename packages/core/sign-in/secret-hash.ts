import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import pLimit from 'p-limit'

/** OWASP's figures for scrypt: 32 MB and about a tenth of a second for each try. Only tests make it cheaper. */
export const COST = { ln: 15, r: 8, p: 3 }
const KEY_BYTES = 32
/** Many tries at once shall not take the machine's memory. */
const oneAtATime = pLimit(1)

/** A random secret of 256 bits, as it is shown once. */
export function newSecret(prefix = ''): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`
}

/** What is kept of a random secret. Enough for 256 random bits, and for nothing that a person chose. */
export function hashOfRandom(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Compared in a time that does not tell how much of it was right. */
export function sameSecret(shown: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(shown), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** What is kept of a password or a PIN: `scrypt$ln=15,r=8,p=3$salt$key`. */
export async function hashOfChosen(secret: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(secret, salt, COST)
  return `scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${salt.toString('base64url')}$${key.toString('base64url')}`
}

/** Whether a password or a PIN is the one that was kept. */
export async function isChosen(secret: string, kept: string): Promise<boolean> {
  const match = /^scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(kept)
  if (!match) throw new Error('a kept password is not in a form that this version knows')
  const [ln, r, p] = match.slice(1, 4).map(Number) as [number, number, number]
  const key = Buffer.from(match[5] as string, 'base64url')
  return timingSafeEqual(await derive(secret, Buffer.from(match[4] as string, 'base64url'), { ln, r, p }), key)
}

/** The same password typed on another keyboard gives the same characters (NFKC). */
function derive(secret: string, salt: Buffer, { ln, r, p }: typeof COST): Promise<Buffer> {
  const options = { N: 2 ** ln, r, p, maxmem: 2 ** (ln + 8) * r }
  return oneAtATime(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        scrypt(secret.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      }),
  )
}
