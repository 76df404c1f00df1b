import { type BigIntStats, promises as fs } from 'node:fs'
import { messageOf } from '#core/errors'
import { say } from '#core/sentences/say'
import type { Catalogue, ShareRef } from './catalogue.js'
import { isGone } from './list-directory.js'
import type { WatchSettings } from './settings.js'
import { within } from './timing.js'

export interface Identity {
  device: bigint
  inode: bigint
}

export type Proof = ({ ok: true; changed: boolean } & Identity) | { ok: false; reason: string }

export interface Root {
  /** the identity that was proven last; what the database stored before the first proof */
  readonly identity: Identity | undefined
  /** Whether the share is really there. Never throws for the disk's sake, never takes longer than `rootTimeoutMs`. */
  prove(): Promise<Proof>
}

/** Thrown when the root could not be proven in the middle of something that needed it. */
export class ShareOffline extends Error {}

const SAMPLE = 20

/**
 * Tells the share from the empty mount point under it: the root must be a readable directory, and either the same
 * one (device and inode) as before, or hold at least one of some files that are known to have been there. Device
 * numbers of network and USB mounts change at each mount, hence the second way.
 */
export function createRoot(
  share: ShareRef,
  catalogue: Pick<Catalogue, 'sample'>,
  settings: Pick<WatchSettings, 'rootTimeoutMs'>,
): Root {
  let identity =
    share.device === null || share.inode === null ? undefined : { device: share.device, inode: share.inode }
  // Device and inode numbers are used again: another disk in the same place often has both. Its root is of another age.
  let birth: bigint | undefined
  // A dead network mount holds a thread of the pool for each look at it: never more than one look at a time.
  let looking: Promise<BigIntStats> | undefined

  const look = () => {
    looking ??= lookAtRoot(share.root).finally(() => {
      looking = undefined
    })
    return looking
  }

  return {
    get identity() {
      return identity
    },
    async prove() {
      let stats: BigIntStats | undefined
      try {
        stats = await within(look(), settings.rootTimeoutMs)
      } catch (error) {
        return { ok: false, reason: say('root_unreadable', { folder: share.root, error: messageOf(error) }) }
      }
      if (!stats) {
        return { ok: false, reason: say('root_silent', { folder: share.root, seconds: settings.rootTimeoutMs / 1000 }) }
      }
      // Identities are stored as signed 64-bit numbers.
      const now = { device: BigInt.asIntN(64, stats.dev), inode: BigInt.asIntN(64, stats.ino) }
      const same =
        identity === undefined ||
        (identity.device === now.device &&
          identity.inode === now.inode &&
          (birth ?? stats.birthtimeNs) === stats.birthtimeNs)
      if (!same) {
        const sample = await catalogue.sample(share, SAMPLE)
        const there = sample.length === 0 || (await within(someThere(share.root, sample), settings.rootTimeoutMs))
        if (!there) {
          return {
            ok: false,
            reason: say('root_other', { folder: share.root, count: sample.length }),
          }
        }
      }
      identity = now
      // Where a file system keeps no time of birth, there is none or the last change in its place.
      birth = stats.birthtimeNs === 0n || stats.birthtimeNs === stats.ctimeNs ? undefined : stats.birthtimeNs
      return { ok: true, changed: !same, ...now }
    },
  }
}

async function lookAtRoot(root: string): Promise<BigIntStats> {
  const stats = await fs.stat(root, { bigint: true })
  if (!stats.isDirectory()) throw new Error(say('root_no_folder'))
  // stat may answer from a cache where the disk no longer does: read one entry as well
  const directory = await fs.opendir(root)
  await directory.read().finally(() => directory.close())
  return stats
}

async function someThere(root: string, paths: string[]): Promise<boolean> {
  for (const path of paths) if (!(await isGone(root, path))) return true
  return false
}
