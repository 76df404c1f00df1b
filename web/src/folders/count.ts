import { useEffect, useState } from 'react'
import { address } from '../api/client'
import { readEvents } from '../api/read-events'

export interface FolderCount {
  photos: number
  done: boolean
  failed: boolean
}

/** How many photos are in a folder, as it is being counted; nobody counts any more once nobody looks. */
export function useFolderCount(path: string): FolderCount {
  const [count, set] = useState<FolderCount>({ photos: 0, done: false, failed: false })
  useEffect(() => {
    const gone = new AbortController()
    read(path, gone.signal, (photos, done) => set({ photos, done, failed: false })).catch(() => {
      if (!gone.signal.aborted) set({ photos: 0, done: true, failed: true })
    })
    return () => gone.abort()
  }, [path])
  return count
}

async function read(
  path: string,
  signal: AbortSignal,
  onCount: (photos: number, done: boolean) => void,
): Promise<void> {
  const response = await fetch(address('folders/count', { path }), { signal })
  await readEvents(response, (name, data) => onCount((data as { photos: number }).photos, name === 'done'))
}
