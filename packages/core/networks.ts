import { BlockList, isIP } from 'node:net'

/** Sets of IP addresses: proxies that are trusted, networks that are private. */

export const NETWORK_EXPECTED = 'expected an IP address, a network such as 172.18.0.0/16, or loopback'

/** Names that stand for networks. */
const NAMED: Record<string, string[]> = { loopback: ['127.0.0.0/8', '::1'] }

/** Whether a text is an address, a network in CIDR notation, or the name of one. */
export function isNetwork(text: string): boolean {
  if (text in NAMED) return true
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

export interface Networks {
  /** @param address IPv4, IPv6, or IPv4 in IPv6; anything else is in no network */
  has(address: string | undefined): boolean
}

/** @param networks each as {@link isNetwork} accepts it */
export function networksOf(networks: readonly string[]): Networks {
  const list = new BlockList()
  for (const each of networks.flatMap((network) => NAMED[network] ?? [network])) {
    const [address = '', bits] = each.split('/')
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return {
    has(address) {
      const plain = plainAddress(address ?? '')
      const family = isIP(plain)
      return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6')
    },
  }
}

/** An IPv4 address that came in the clothes of IPv6 (::ffff:10.0.0.1, ::ffff:a00:1) as itself, without a zone. */
export function plainAddress(address: string): string {
  const bare = address.replace(/%.*$/, '').toLowerCase()
  if (isIP(bare) !== 6) return bare
  const written = new URL(`http://[${bare}]/`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(written)
  if (!mapped) return written
  const [high, low] = mapped.slice(1).map((part) => Number.parseInt(part, 16)) as [number, number]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/**
 * Addresses that lie behind the router or mean something special; everything else is the public internet.
 * After the special-purpose registries of IANA; NAT64 and 6to4 are among them because an IPv4 address hides in those.
 */
const NOT_PUBLIC = networksOf([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16'],
  ...['fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
])

/** Whether an IP address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  return isIP(plainAddress(address)) !== 0 && !NOT_PUBLIC.has(address)
}
