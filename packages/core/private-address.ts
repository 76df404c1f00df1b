import dns from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress, plainAddress } from './networks.js'
import { say } from './sentences/say.js'

/** An address on this machine or in the own network, where only the owner may send something. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'

  constructor(host: string, address: string) {
    super(host === address ? say('private_address', { host }) : say('private_host', { host, address }))
  }
}

/**
 * Refuses a host that is written as an address; every way of writing one (2130706433, 0x7f.1) is made plain by the URL.
 * @throws PrivateAddressError
 */
export function refusePrivateHost({ hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new PrivateAddressError(host, plainAddress(host))
}

/**
 * For the connection itself, so that a name is looked at once: what is checked is what is connected to. If any of its
 * addresses is private, none is used.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    const inside = addresses.find(({ address }) => !isPublicAddress(address))
    if (inside) return callback(new PrivateAddressError(hostname, inside.address), [])
    if (options.all) return callback(null, addresses)
    const [first] = addresses
    callback(null, first?.address ?? '', first?.family)
  })
}

/**
 * What a webhook's address leads to at this moment; a name that cannot be looked up now may be one later.
 * @throws PrivateAddressError
 */
export async function refusePrivateAddress(url: URL): Promise<void> {
  refusePrivateHost(url)
  const found = await dns.promises.lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => [])
  const inside = found.find(({ address }) => !isPublicAddress(address))
  if (inside) throw new PrivateAddressError(url.hostname, inside.address)
}
