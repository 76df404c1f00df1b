import { readdir, readFile } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'

/** What feeds the machine. `ups` when that is what runs on its battery, `laptop` when it is the machine's own. */
export type Power = 'mains' | 'ups' | 'laptop' | 'unknown'

/**
 * What Linux knows of the power supplies.
 * @param root where /sys lies
 */
export async function readPower(root = '/'): Promise<Power> {
  const folder = path.join(root, 'sys/class/power_supply')
  const names = await readdir(folder).catch(() => [])
  const supplies = await Promise.all(
    names.map(async (name) => {
      const read = (file: string) =>
        readFile(path.join(folder, name, file), 'utf8').then(
          (text) => text.trim(),
          () => '',
        )
      const [type, status, online, scope] = await Promise.all(['type', 'status', 'online', 'scope'].map(read))
      return { type, status, online, scope }
    }),
  )
  // A mouse or a telephone has a battery, too.
  const own = supplies.filter((supply) => supply.scope !== 'Device')
  if (own.some((supply) => supply.type === 'UPS' && supply.status === 'Discharging')) return 'ups'
  if (own.some((supply) => supply.type === 'Mains' && supply.online === '1')) return 'mains'
  if (own.some((supply) => supply.type === 'Battery' && supply.status === 'Discharging')) return 'laptop'
  return own.length > 0 ? 'mains' : 'unknown'
}

const ANSWER_MS = 3_000
const PORT = 3493

/**
 * Asks Network UPS Tools, which most NAS systems run for their UPS.
 * @param ups `name@host[:port]`
 * @returns unknown when it does not answer: a network that is down is no power cut
 */
export async function askUps(ups: string): Promise<Power> {
  const [name = 'ups', address = '127.0.0.1'] = ups.split('@')
  const [host = '127.0.0.1', port] = address.split(':')
  const answer = await new Promise<string>((resolve) => {
    let said = ''
    const socket = net.connect(Number(port ?? PORT), host, () => socket.write(`GET VAR ${name} ups.status\n`))
    socket.setEncoding('utf8')
    socket.setTimeout(ANSWER_MS, () => socket.destroy())
    socket.on('data', (text: string) => {
      said += text
      if (said.includes('\n')) socket.end('LOGOUT\n')
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(said))
  })
  const status = /^VAR \S+ ups\.status "([^"]*)"/m.exec(answer)?.[1]
  if (status === undefined) return 'unknown'
  return status.split(' ').includes('OB') ? 'ups' : 'mains'
}
