import { expect, test } from 'vitest'
import { offerOf } from './offer.js'

test('an engine is offered to this machine alone, unless the machine has a name', () => {
  const own = offerOf('vision', {})
  expect([own.host, own.port, own.url('http://127.0.0.1:4711')]).toEqual(['127.0.0.1', 0, 'http://127.0.0.1:4711'])

  const named = offerOf('text', { workerHost: 'worker' })
  expect([named.host, named.port, named.url('http://[::]:4711')]).toEqual([undefined, 0, 'http://worker:4711'])

  const [vision, text] = [
    offerOf('vision', { workerHost: 'gpu-box:8486' }),
    offerOf('text', { workerHost: '[fd00::7]:8486' }),
  ]
  expect([vision.port, vision.url('http://0.0.0.0:8486')]).toEqual([8486, 'http://gpu-box:8486'])
  expect([text.port, text.url('http://[::]:8487')]).toEqual([8487, 'http://[fd00::7]:8487'])
})
