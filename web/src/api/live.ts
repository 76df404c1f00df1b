import { address } from './client'
import type { Errand } from './types'

/** What happens, as the api tells it at once. */
export const EVENTS = [
  'photo.ingested',
  'photo.analysed',
  'photo.edited',
  'photo.failed',
  'queue.drained',
  'share.offline',
  'share.online',
] as const
export type LiveEvent = { type: (typeof EVENTS)[number]; timestamp: string; data: Record<string, unknown> }

/** What the model has written so far about the photo that it looks at. */
export type LiveAnswer = { photoId: string; answer: string; attempt: number }

export type Connection = 'connecting' | 'open' | 'lost'

/** How long to wait before another try, while tries fail. */
const AGAIN_MS = [1_000, 2_000, 4_000, 8_000]

/**
 * One stream of events for the whole app. The browser opens a cut stream again by itself, but gives up when a proxy
 * answers in the server's place: then it is opened anew here.
 */
function createLive() {
  const listeners = new Set<(event: LiveEvent) => void>()
  const answerListeners = new Set<(answer: LiveAnswer) => void>()
  const errandListeners = new Set<(errand: Errand) => void>()
  const watchers = new Set<() => void>()
  let connection: Connection = 'connecting'
  let source: EventSource | undefined
  let timer: number | undefined
  let failures = 0

  const become = (next: Connection) => {
    if (connection === next) return
    connection = next
    for (const each of watchers) each()
  }
  const open = () => {
    clearTimeout(timer)
    source?.close()
    const opened = new EventSource(address('events', { live: true }))
    source = opened
    opened.onopen = () => {
      failures = 0
      become('open')
    }
    opened.onerror = () => {
      become('lost')
      if (opened.readyState !== EventSource.CLOSED) return
      timer = window.setTimeout(open, AGAIN_MS[Math.min(failures++, AGAIN_MS.length - 1)])
    }
    opened.addEventListener('analysis.live', (message) => {
      const answer = JSON.parse((message as MessageEvent<string>).data) as LiveAnswer
      for (const each of answerListeners) each(answer)
    })
    opened.addEventListener('errand', (message) => {
      const errand = JSON.parse((message as MessageEvent<string>).data) as Errand
      for (const each of errandListeners) each(errand)
    })
    for (const type of EVENTS) {
      opened.addEventListener(type, (message) => {
        const event = JSON.parse((message as MessageEvent<string>).data) as LiveEvent
        for (const each of listeners) each(event)
      })
    }
  }
  return {
    open,
    /** Until it is opened again: nobody is signed in. */
    close() {
      clearTimeout(timer)
      source?.close()
      become('connecting')
    },
    connection: () => connection,
    onConnection(callback: () => void): () => void {
      watchers.add(callback)
      return () => watchers.delete(callback)
    },
    onAnswer(callback: (answer: LiveAnswer) => void): () => void {
      answerListeners.add(callback)
      return () => answerListeners.delete(callback)
    },
    onErrand(callback: (errand: Errand) => void): () => void {
      errandListeners.add(callback)
      return () => errandListeners.delete(callback)
    },
    onEvent(callback: (event: LiveEvent) => void): () => void {
      listeners.add(callback)
      return () => listeners.delete(callback)
    },
  }
}
export type Live = ReturnType<typeof createLive>
export const live = createLive()
