import { describe, expect, test } from 'vitest'
import { isNetwork, isPublicAddress, networksOf, plainAddress } from './networks.js'

test('addresses, networks and names are told from other text', () => {
  for (const good of ['10.0.0.1', '172.18.0.0/16', '::1', 'fd00::/8', 'loopback'])
    expect(isNetwork(good), good).toBe(true)
  for (const bad of ['', 'nas', '10.0.0.0/33', '10.0.0', '10.0.0.0/8/8', 'fd00::/129', '10.0.0.0/-1', '10.0.0.0/']) {
    expect(isNetwork(bad), bad).toBe(false)
  }
})

test('a network has its addresses in every way that they are written', () => {
  const networks = networksOf(['172.18.0.0/16', 'fd00::/8', 'loopback'])
  for (const inside of [
    '172.18.4.5',
    '::ffff:172.18.4.5',
    '::ffff:ac12:405',
    'fd12::1',
    '127.9.9.9',
    '::1',
    '0:0:0:0:0:0:0:1',
  ])
    expect(networks.has(inside), inside).toBe(true)
  for (const outside of ['172.19.0.1', '::ffff:172.19.0.1', 'fe80::1', '', 'localhost', undefined]) {
    expect(networks.has(outside), String(outside)).toBe(false)
  }
  expect(plainAddress('::FFFF:192.168.1.2')).toBe('192.168.1.2')
  expect(plainAddress('fe80::1%eth0')).toBe('fe80::1')
})

describe('public addresses', () => {
  test.each(['1.1.1.1', '93.184.216.34', '2606:4700::1111', '172.15.0.1', '172.32.0.1', '::ffff:8.8.8.8'])(
    '%s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
  test.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.100.0.1'],
    ...['0.0.0.0', '255.255.255.255', '224.0.0.1', '::', '::1', 'fe80::1', 'fe80::1%eth0', 'fd00::1', 'ff02::1'],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'nas.local', ''],
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})
