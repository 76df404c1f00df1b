import { expect, it } from 'vitest'
import { serverAddress } from './address.js'

it.each([
  ['http://gpu:8080', 'http://gpu:8080'],
  ['http://gpu:8080/', 'http://gpu:8080'],
  ['http://gpu:8080/v1', 'http://gpu:8080'],
  ['http://gpu:8080/v1/chat/completions', 'http://gpu:8080'],
  ['https://gpu/llm/v1/?x=1', 'https://gpu/llm'],
  ['http://[::1]:11434/', 'http://[::1]:11434'],
])('%s is shown as %s', (url, shown) => {
  expect(serverAddress(url)).toMatchObject({ shown, base: `${shown}/`, authorization: undefined })
})

it.each([
  ['http://:a%20key@gpu:8080', 'Bearer a key'],
  ['http://some-key@gpu:8080', 'Bearer some-key'],
  ['http://me:password@gpu:8080', `Basic ${Buffer.from('me:password').toString('base64')}`],
  ['http://gpu:8080', 'Bearer fallback'],
])('%s authorizes by %s, and shows nothing of it', (url, authorization) => {
  const address = serverAddress(url, 'fallback')
  expect(address.authorization).toBe(authorization)
  expect(address.shown).toBe('http://gpu:8080')
  const secret = authorization.split(' ').slice(1).join(' ')
  expect(address.hide(`wrong key ${secret}!`)).toBe('wrong key …!')
})

it('says what was expected without repeating what may be a key', () => {
  for (const url of ['http://', 'secret', 'ftp://:secret@gpu']) {
    expect(() => serverAddress(url)).toThrow(/expected http:\/\/host:port/)
    expect(() => serverAddress(url)).not.toThrow(/secret/)
  }
})
