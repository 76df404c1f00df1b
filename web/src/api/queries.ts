import { QueryClient, useQuery } from '@tanstack/react-query'
import { ApiError, ask } from './client'
import { type Live, live } from './live'
import type { Models, Status } from './types'

/** Many events make one refresh. */
const GATHER_MS = 1_500
/** What no event tells (the engine's state) is asked for this often, while the page is looked at. */
const STATUS_MS = 5_000

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: 'always',
      // An answer, even a refusal, is an answer; a server that is away comes back.
      retry: (count, error) => !(error instanceof ApiError && error.status < 500) && count < 3,
    },
    mutations: { networkMode: 'always' },
  },
})

/** Keeps what is shown true: events refresh what they are about, and after a gap everything is asked for again. */
function followEvents(from: Live): void {
  const about = {
    'photo.ingested': ['status', 'timeline'],
    'photo.analysed': ['status', 'recent', 'throughput'],
    'photo.edited': ['timeline', 'timeline-photos', 'photo', 'recent'],
    'photo.failed': ['status', 'failures'],
    'queue.drained': ['status', 'throughput', 'timeline'],
    'share.offline': ['status'],
    'share.online': ['status'],
  } as const
  const stale = new Set<string>()
  let timer: number | undefined
  from.onEvent(({ type }) => {
    for (const key of about[type] ?? []) stale.add(key)
    if (timer !== undefined) return
    timer = window.setTimeout(() => {
      timer = undefined
      for (const key of stale) void queries.invalidateQueries({ queryKey: [key] })
      stale.clear()
    }, GATHER_MS)
  })
  from.onErrand((errand) => {
    const withIt = (all: Status['errands']) => [errand, ...all.filter(({ id }) => id !== errand.id)]
    queries.setQueryData<Models>(['models'], (known) => known && { ...known, errands: withIt(known.errands) })
    queries.setQueryData<Status>(
      ['status'],
      (known) => known && { ...known, errands: withIt(known.errands).filter(({ endedAt }) => endedAt === null) },
    )
    if (errand.endedAt) void refresh('models', 'status', 'settings')
  })
  let before = from.connection()
  from.onConnection(() => {
    const now = from.connection()
    if (now === 'open' && before === 'lost') void queries.invalidateQueries()
    before = now
  })
}
followEvents(live)

export function useStatus() {
  return useQuery({ queryKey: ['status'], queryFn: () => ask('GET /status'), refetchInterval: STATUS_MS })
}

/** Who asks, and what they may do. */
export function useSession() {
  return useQuery({ queryKey: ['session'], queryFn: () => ask('GET /session'), refetchOnWindowFocus: true })
}

export function usePhoto(id: string | undefined) {
  return useQuery({
    queryKey: ['photo', id],
    queryFn: () => ask('GET /photos/{id}', { path: { id: id as string } }),
    enabled: id !== undefined,
  })
}

/** Whatever may have changed after the owner did something. */
export const refresh = (...keys: string[]) =>
  Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
