import type { Connection } from '../../database/connect.js'
import { messageOf } from '../../errors.js'
import type { Log } from '../../log.js'
import type { IndexState } from './index-protocol.js'
import { Matrix } from './matrix.js'
import { countEmbeddings, countOfVersion, EMBEDDINGS_CHANNEL, readVectors, readVectorsOf } from './stored.js'

const PAGE = 2_000
/** How long announcements are gathered, so that a burst is read at once. */
const GATHER_MS = 100
const RETRY_MS = 2_000

export interface FollowedMatrix {
  /** undefined while there is none of this version */
  matrix(version: string): Matrix | undefined
  current(): { version: string; matrix: Matrix } | undefined
  use(version: string): void
  state(): IndexState
  close(): Promise<void>
}

/**
 * Keeps a matrix of what is stored: reads it whole once, follows announcements, and reads it whole again when some may
 * have been missed (after a lost connection, or when the numbers differ). It answers from what it has meanwhile.
 */
export function followEmbeddings(connection: Connection, compareMs: number, log: Log): FollowedMatrix {
  const { db } = connection
  let held: { version: string; matrix: Matrix } | undefined
  let wanted: string | undefined
  const changed = new Set<string>()
  let sweepDue = false
  let reading = true
  let working: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const later = (milliseconds: number) => {
    if (closed) return
    timer ??= setTimeout(() => {
      timer = undefined
      working ??= work().finally(() => {
        working = undefined
        if (sweepDue || changed.size > 0) later(GATHER_MS)
      })
    }, milliseconds)
  }
  const sweepSoon = () => {
    sweepDue = true
    later(0)
  }

  async function work(): Promise<void> {
    try {
      if (sweepDue) {
        sweepDue = false
        await sweep()
      }
      if (changed.size > 0) await readChanged()
    } catch (error) {
      if (closed) return
      log.warn({ error: messageOf(error) }, 'embeddings could not be read; trying again')
      sweepDue = true
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }

  async function sweep(): Promise<void> {
    const version = wanted ?? (await mostFrequentVersion())
    const began = performance.now()
    if (version !== undefined) {
      if (held?.version !== version) held = undefined
      held?.matrix.beginSweep()
      for (let after = ''; !closed; ) {
        const page = await readVectors(db, version, after, PAGE)
        for (const { photoId, vector } of page) put(version, photoId, vector)
        after = page.at(-1)?.photoId ?? after
        if (page.length < PAGE) break
        if (wanted !== undefined && wanted !== version) return sweepSoon()
      }
      const gone = held?.matrix.endSweep() ?? 0
      log.info({ version, ...sizes(), gone, milliseconds: Math.round(performance.now() - began) }, 'embeddings read')
    }
    reading = false
  }

  async function mostFrequentVersion(): Promise<string | undefined> {
    const counts = [...(await countEmbeddings(db))].filter(([, { stored }]) => stored > 0)
    return counts.sort(([, a], [, b]) => b.stored - a.stored)[0]?.[0]
  }

  async function readChanged(): Promise<void> {
    const version = wanted ?? held?.version ?? (await mostFrequentVersion())
    const ids = [...changed]
    changed.clear()
    if (version === undefined) return
    for (let i = 0; i < ids.length; i += PAGE) {
      for (const { photoId, vector } of await readVectorsOf(db, version, ids.slice(i, i + PAGE))) {
        put(version, photoId, vector)
      }
    }
  }

  function put(version: string, photoId: string, vector: Buffer): void {
    if (held?.version !== version) held = { version, matrix: new Matrix(vector.length) }
    if (vector.length === held.matrix.dimensions) held.matrix.put(photoId, vector)
  }

  function sizes() {
    return { photos: held?.matrix.rows ?? 0, megabytes: Math.round((held?.matrix.bytes() ?? 0) / 1e6) }
  }

  const listener = connection.listener.listen(EMBEDDINGS_CHANNEL, {
    onMessage(photoId) {
      changed.add(photoId)
      later(GATHER_MS)
    },
    onGap: sweepSoon,
  })
  /** Photos may have been deleted, or embedded anew with another version. */
  const compare = setInterval(() => {
    if (!held || working || changed.size > 0) return
    const { version, matrix } = held
    countOfVersion(db, version).then(
      (count) => {
        if (count !== matrix.rows) sweepSoon()
      },
      (error) => log.warn({ error: messageOf(error) }, 'embeddings could not be counted'),
    )
  }, compareMs)

  return {
    matrix: (version) => (held?.version === version ? held.matrix : undefined),
    current: () => held,
    use(version) {
      if (version === wanted) return
      wanted = version
      if (held?.version !== version) {
        reading = true
        sweepSoon()
      }
    },
    state: () => ({
      version: held?.version ?? null,
      photos: held?.matrix.rows ?? 0,
      reading,
      bytes: held?.matrix.bytes() ?? 0,
    }),
    async close() {
      closed = true
      clearTimeout(timer)
      clearInterval(compare)
      await listener.close()
      await working
    },
  }
}
