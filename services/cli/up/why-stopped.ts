import { statfsSync } from 'node:fs'

/** PostgreSQL writes its log in pieces of this size, and cannot start without room for one. */
const LEAST_BYTES = 20e6

/** A sentence for the owner when a service stopped because there is no room for it; else undefined. */
export function stoppedForRoom(service: string, dataDir: string): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(dataDir)
    if (bavail * bsize >= LEAST_BYTES) return undefined
  } catch {
    return undefined
  }
  return `The disk of ${dataDir} is full, and the ${service} cannot run. Everything goes on by itself when there is room.`
}
