import type { InfiniteData, QueryKey } from '@tanstack/react-query'
import { queries } from '../api/queries'
import type { GridPhoto, Photo, PhotoSummary } from '../api/types'
import type { SearchAnswer } from '../search/answers'
import { changedGridPhoto, changedPhoto, inList, type Listing } from './apply'
import type { Change } from './change'

/** Everything that shows photos or counts them. */
export const ABOUT_PHOTOS = [
  ...['timeline', 'timeline-photos', 'photo', 'search', 'facets', 'similar', 'map', 'recent', 'suggestions'],
]

/**
 * Shows a change before the api has carried it out: what is shown of these photos changes everywhere, and they leave the
 * lists that do not show them any more.
 * @returns what makes everything as it was
 */
export async function showAtOnce(ids: readonly string[], change: Change): Promise<() => void> {
  // What is on its way would bring back what was.
  await Promise.all(ABOUT_PHOTOS.map((key) => queries.cancelQueries({ queryKey: [key] })))
  const wanted = new Set(ids)
  const now = new Date().toISOString()
  const before: [QueryKey, unknown][] = []
  const each = <Data>(name: string, update: (data: Data, key: QueryKey) => Data) => {
    for (const [key, data] of queries.getQueriesData<Data>({ queryKey: [name] })) {
      if (data === undefined) continue
      before.push([key, data])
      queries.setQueryData(key, update(data, key))
    }
  }
  const summaries = (items: PhotoSummary[], listing: Listing) =>
    items.flatMap((photo) => {
      if (!wanted.has(photo.id)) return [photo]
      const after = changedPhoto(photo, change, now)
      return inList(after, (after.sensitive ?? 'none') !== 'none', listing) ?? []
    })

  each<{ items: GridPhoto[] }>('timeline-photos', (data, key) => ({
    items: data.items.flatMap((photo) => {
      if (!wanted.has(photo.id)) return [photo]
      const after = changedGridPhoto(photo, change)
      return inList(after, after.private, key[1] as Listing) ?? []
    }),
  }))
  each<Photo>('photo', (photo) => (wanted.has(photo.id) ? changedPhoto(photo, change, now) : photo))
  each<{ items: PhotoSummary[] }>('recent', (data) => ({ ...data, items: summaries(data.items, {}) }))
  each<InfiniteData<SearchAnswer>>('search', (data, key) => ({
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      items: page.items.flatMap((item) =>
        summaries([item.photo], (key[1] ?? {}) as Listing).map((photo) => ({ ...item, photo })),
      ),
    })),
  }))
  return () => {
    for (const [key, data] of before) queries.setQueryData(key, data)
  }
}
