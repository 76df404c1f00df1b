import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** Which file system a path lies on, such as ext4, cifs or fuse.mergerfs; undefined where the system does not tell. */
export async function fileSystemOf(path: string, mounts?: string): Promise<string | undefined> {
  const table = mounts ?? (await readFile('/proc/self/mounts', 'utf8').catch(() => ''))
  let longest = ''
  let type: string | undefined
  for (const line of table.split('\n')) {
    const [, encoded = '', kind] = line.split(' ')
    const place = encoded.replace(/\\(\d{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
    const inside = path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`)
    if (!place || !inside || place.length < longest.length) continue
    longest = place
    type = kind
  }
  return type
}

/** What keeps this process apart from the machine, and how much of its processors it may use; empty on the machine itself. */
export async function containerLimits(): Promise<string> {
  const kind = existsSync('/.dockerenv') ? 'Docker' : existsSync('/run/.containerenv') ? 'Podman' : undefined
  const kubernetes = existsSync('/var/run/secrets/kubernetes.io') ? 'Kubernetes' : undefined
  const [quota, period] = (await readFile('/sys/fs/cgroup/cpu.max', 'utf8').catch(() => 'max')).trim().split(' ')
  const cores = quota && quota !== 'max' ? `${(Number(quota) / Number(period)).toFixed(1)} cores allowed` : undefined
  return [kubernetes ?? kind, cores].filter(Boolean).join(', ')
}
