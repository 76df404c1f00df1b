import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { askUps, readPower } from './power.js'

const ends: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function machine(supplies: Record<string, Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'albumen-power-'))
  ends.push(() => rm(root, { recursive: true, force: true }))
  for (const [name, files] of Object.entries(supplies)) {
    const folder = path.join(root, 'sys/class/power_supply', name)
    await mkdir(folder, { recursive: true })
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), `${text}\n`)
  }
  return root
}

const mouse = { type: 'Battery', status: 'Discharging', scope: 'Device' }
const battery = { type: 'Battery', status: 'Discharging' }

it.each([
  ['unknown', {}],
  ['unknown', { mouse }],
  ['mains', { AC: { type: 'Mains', online: '1' }, BAT0: { type: 'Battery', status: 'Charging' }, mouse }],
  ['laptop', { AC: { type: 'Mains', online: '0' }, BAT0: battery }],
  ['ups', { AC: { type: 'Mains', online: '1' }, ups: { type: 'UPS', status: 'Discharging' } }],
  ['mains', { ups: { type: 'UPS', status: 'Full' } }],
])('reads %s', async (power, supplies) => {
  expect(await readPower(await machine(supplies as Record<string, Record<string, string>>))).toBe(power)
})

it('asks the UPS daemon of the network', async () => {
  let status = 'OL CHRG'
  const server = net.createServer((socket) => {
    socket.on('data', (text) => {
      if (text.toString() === 'GET VAR rack ups.status\n') socket.write(`VAR rack ups.status "${status}"\n`)
      else if (text.toString().startsWith('GET')) socket.write('ERR UNKNOWN-UPS\n')
      else socket.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => server.close())
  const at = `127.0.0.1:${(server.address() as net.AddressInfo).port}`
  expect(await askUps(`rack@${at}`)).toBe('mains')
  status = 'OB DISCHRG'
  expect(await askUps(`rack@${at}`)).toBe('ups')
  expect(await askUps(`other@${at}`)).toBe('unknown')
  expect(await askUps('rack@127.0.0.1:1')).toBe('unknown')
})
