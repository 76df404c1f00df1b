import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { Routes } from '../api/types'

export type Filters = NonNullable<Routes['GET /timeline']['query']>

const KEYS = [
  'category',
  'emotion',
  'share',
  'people',
  'state',
  'sensitive',
  'hidden',
  'favourite',
  'place',
  'camera',
  'tag',
  'from',
  'to',
] as const
export type FilterKey = (typeof KEYS)[number]

/** The filters of the library are its address. */
export function useFilters(): {
  filters: Filters
  count: number
  set(key: FilterKey, value: string | undefined): void
  clear(): void
} {
  const [search, setSearch] = useSearchParams()
  const text = KEYS.map((key) => search.get(key) ?? '').join('\n')
  const filters = useMemo(() => {
    const values = text.split('\n')
    return Object.fromEntries(KEYS.flatMap((key, i) => (values[i] ? [[key, values[i]]] : []))) as Filters
  }, [text])
  return {
    filters,
    count: Object.keys(filters).length,
    set(key, value) {
      setSearch((before) => {
        const after = new URLSearchParams(before)
        if (value) after.set(key, value)
        else after.delete(key)
        return after
      })
    },
    clear: () => setSearch({}),
  }
}
