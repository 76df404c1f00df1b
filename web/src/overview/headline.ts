import type { Status } from '../api/types'

export type Headline =
  | {
      state:
        | 'empty'
        | 'paused'
        | 'resting'
        | 'waiting'
        | 'downloading'
        | 'loading'
        | 'measuring'
        | 'analysing'
        | 'reading'
        | 'idle'
        | 'problem'
    }
  | { state: 'held'; why: 'disk' | 'battery' | 'busy' }

/** How everything stands, in one word: the one that the owner would say first. */
export function headline({ engine, queues, photos, files, errands }: Status): Headline {
  const left = photos.pending + files.pending
  if (files.found === 0) return { state: 'empty' }
  if (left === 0) return { state: 'idle' }
  if (engine.held) return { state: 'held', why: engine.held.code }
  if (queues.analyse.paused) return { state: 'paused' }
  if (photos.pending === 0) return { state: 'reading' }
  if (errands.some(({ kind, state }) => kind === 'tune' && state === 'running')) return { state: 'measuring' }
  if (engine.hours && !engine.hours.open) return { state: 'resting' }
  if (engine.state === 'waiting') return { state: engine.downloads?.length ? 'downloading' : 'waiting' }
  if (engine.state === 'loading' || engine.state === 'restarting') return { state: 'loading' }
  if (engine.state === 'ready' || engine.state === 'idle') return { state: 'analysing' }
  return { state: 'problem' }
}
