import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { request } from '../api/client'
import { useApiHas, useParametersOf } from '../api/has'
import type { GridPhoto, PhotoSummary } from '../api/types'
import type { Question } from './question'

/** What the routes of search answer; of some of it, older versions of the api know nothing. */
export interface Chip {
  kind: string
  phrase: string
  start: number
  end: number
  label: { en: string; zh: string }
}
export interface SearchAnswer {
  items: { photo: PhotoSummary; score: number; why: { field: string; terms: string[] }[] }[]
  next: string | null
  understood: { text: string; chips?: Chip[] }
  complete: boolean
  total?: number | null
}

/** A photo that was found, as the grid shows it. */
export function gridPhoto({
  id,
  state,
  takenAt,
  width,
  height,
  colour,
  favourite,
  hidden,
  ...photo
}: PhotoSummary): GridPhoto {
  return {
    ...{ id, state, takenAt, width, height, colour, favourite, hidden },
    private: (photo.sensitive ?? 'none') !== 'none',
    description: photo.analysis?.description ?? null,
  }
}

export interface Suggestion {
  kind: string
  text: string
  question: string
}
export interface FacetCount {
  value: string
  count: number
  name?: { en: string; zh: string }
}
export type Facets = Record<string, FacetCount[] | number | boolean>
export interface SavedSearch {
  id: number
  name: string
  query: Record<string, string>
}

const PAGE = 100

const isAsked = (question: Question) =>
  Object.keys(question).some((key) => !['order', 'sensitive', 'hidden'].includes(key))

/** Only what the api's version understands is sent. */
function useUnderstood(path: string, question: Record<string, string>): Record<string, string> | undefined {
  const known = useParametersOf(path)
  if (!known) return undefined
  return Object.fromEntries(Object.entries(question).filter(([key]) => known.has(key)))
}

export function useResults(question: Question) {
  const query = useUnderstood('/search', question)
  return useInfiniteQuery({
    queryKey: ['search', query],
    queryFn: ({ pageParam }) =>
      request('GET', 'search', { query: { q: '', ...query, limit: PAGE, cursor: pageParam } }) as Promise<SearchAnswer>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: query !== undefined && isAsked(query),
    placeholderData: (before) => before,
  })
}

/** How photos divide up, of a search or (with an empty question) of a part of the library. */
export function useFacets(question: Question | Record<string, string>) {
  const has = useApiHas('get', '/facets')
  const query = useUnderstood('/facets', question)
  return useQuery({
    queryKey: ['facets', query],
    queryFn: () => request('GET', 'facets', { query: { ...query } }) as Promise<Facets>,
    enabled: has && query !== undefined,
    staleTime: 60_000,
    placeholderData: (before) => before,
  })
}

export function useSuggestions(typed: string) {
  const has = useApiHas('get', '/suggestions')
  return useQuery({
    queryKey: ['suggestions', typed],
    queryFn: () => request('GET', 'suggestions', { query: { q: typed } }) as Promise<{ items: Suggestion[] }>,
    enabled: has && typed.trim() !== '',
    staleTime: 60_000,
    placeholderData: (before) => (typed.trim() === '' ? undefined : before),
  })
}

export function useSavedSearches() {
  const has = useApiHas('get', '/saved-searches')
  const query = useQuery({
    queryKey: ['saved-searches'],
    queryFn: () => request('GET', 'saved-searches') as Promise<{ items: SavedSearch[] }>,
    enabled: has,
  })
  return { has, saved: query.data?.items ?? [] }
}
