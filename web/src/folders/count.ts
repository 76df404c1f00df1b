import { useEffect, useState } from 'react'
import { address, problemIn } from '../api/client'

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

/** EventSource would come back by itself and count anew, hence the reading by hand. */
async function read(
  path: string,
  signal: AbortSignal,
  onCount: (photos: number, done: boolean) => void,
): Promise<void> {
  const response = await fetch(address('folders/count', { path }), { signal })
  if (!response.ok || !response.body) throw await problemIn(response)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const events = (rest + value).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const name = /^event: (.*)$/m.exec(event)?.[1]
      const data = /^data: (.*)$/m.exec(event)?.[1]
      if (name && data) onCount((JSON.parse(data) as { photos: number }).photos, name === 'done')
    }
  }
}
