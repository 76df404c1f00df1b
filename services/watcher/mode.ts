import { randomBytes } from 'node:crypto'
import { promises as fs, watch } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '#core/errors'
import { say } from '#core/sentences/say'
import type { ShareRef } from './catalogue.js'
import type { WatchSettings } from './settings.js'
import { pause } from './timing.js'

export interface Mode {
  watching: 'native' | 'poll'
  /** whether it is certain that events arrive */
  proven: boolean
  /** why the share is polled, for the owner to read */
  reason?: string
  /** a file system of another machine, whose clock may differ from ours */
  network: boolean
}

/** statfs types of file systems whose changes are made by other machines (Linux, magic.h). */
const networkTypes = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x01021997, '9p'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
])
/** FUSE: local for mergerfs, remote for sshfs. Nothing tells which. */
const FUSE = 0x65735546

/**
 * Decides how a share is watched. Network file systems are polled without asking: events arrive there for what this
 * machine does, so a probe file would prove nothing about the others (docs/decisions/watch-mode.md).
 */
export async function chooseMode(
  share: ShareRef,
  settings: Pick<WatchSettings, 'probeMs'>,
  signal: AbortSignal,
): Promise<Mode> {
  const type = await fs.statfs(share.root).then(
    (stats) => Number(stats.type) >>> 0,
    () => undefined,
  )
  const networkName = type === undefined ? undefined : networkTypes.get(type)
  const network = networkName !== undefined
  if (share.mode === 'native') return { watching: 'native', proven: true, network }
  if (share.mode === 'poll') return { watching: 'poll', proven: true, network, reason: say('poll_asked') }
  if (network) {
    const reason = say('poll_network', { system: networkName })
    return { watching: 'poll', proven: true, network, reason }
  }
  try {
    const seen = await probe(share.root, settings.probeMs, signal)
    if (seen === 'not writable') return { watching: 'native', proven: false, network }
    if (seen) return { watching: 'native', proven: type !== FUSE, network }
    return { watching: 'poll', proven: true, network, reason: say('poll_no_event') }
  } catch (error) {
    return { watching: 'poll', proven: true, network, reason: say('poll_unwatchable', { error: messageOf(error) }) }
  }
}

/** Makes a file in the root, removes it at once, and waits for its event. Leaves nothing behind. */
async function probe(root: string, milliseconds: number, signal: AbortSignal): Promise<boolean | 'not writable'> {
  const name = `.albumen-probe-${randomBytes(6).toString('hex')}`
  const over = new AbortController()
  let seen = false
  const watcher = watch(root, (_event, file) => {
    if (file !== name) return
    seen = true
    over.abort()
  })
  watcher.on('error', () => over.abort())
  try {
    await fs.writeFile(join(root, name), '', { flag: 'wx' })
    await fs.unlink(join(root, name))
    await pause(milliseconds, AbortSignal.any([over.signal, signal]))
    return seen
  } catch (error) {
    if (notWritable.has((error as NodeJS.ErrnoException).code ?? '')) return 'not writable'
    throw error
  } finally {
    watcher.close()
  }
}

const notWritable = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOSPC', 'EDQUOT'])
