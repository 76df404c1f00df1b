import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { ask, imageOf } from '../api/client'
import type { MapCluster } from '../api/types'
import { Problem } from '../parts/Problem'
import { Button, Empty } from '../parts/parts'
import { useShowPhoto } from '../viewer/address'
import { ViewerOf } from '../viewer/ViewerOf'
import { useFormats, useSpoken } from '../words/words'
import { Outlines } from './Outlines'
import { STEP, useMoving } from './useMoving'
import { boundsOf, CLOSEST, cellOf, moved, onScreen, project, type View, zoomed } from './view'
import css from './WorldMap.module.css'

/** Pixels between clusters. */
const APART = 76
/** A click on a cluster comes so much closer. */
const CLOSER = 4
/** Degrees of a cluster that no longer is one town, or one region. */
const [LOCAL, REGIONAL] = [0.6, 5]

/** Where the photos were taken. The outlines come with the app: nothing is asked of the internet. */
export function WorldMap() {
  const { words, language } = useSpoken()
  const formats = useFormats()
  const t = words.map
  const [search] = useSearchParams()
  const host = useRef<HTMLDivElement>(null)
  const zoom = (factor: number, at = { x: 0, y: 0 }) => setView(zoomed(shown, factor, at, least))
  const move = ({ x, y }: { x: number; y: number }) => setView(moved(shown, x, y))
  const reset = () => setView(undefined)
  const { size, on } = useMoving(host, { move, zoom, reset })
  const least = Math.max(Math.min(size.width, size.height), 1)
  const [chosen, setView] = useState<View | undefined>(() => viewAt(search.get('at')))
  const showPhoto = useShowPhoto()
  const all = useQuery({
    queryKey: ['map', 'all'],
    queryFn: () => ask('GET /map', { query: { cell: 20 } }),
    staleTime: 60_000,
  })
  const total = all.data?.items.reduce((sum, { count }) => sum + count, 0)
  const view = chosen ?? around(all.data?.items ?? [], size)
  const shown = view.scale < least ? { ...view, scale: least } : view

  const cell = cellOf(shown, APART)
  const bounds = size.width > 0 ? boundsOf(shown, size, cell) : ''
  const { data, error, refetch } = useQuery({
    queryKey: ['map', cell, bounds],
    queryFn: () => ask('GET /map', { query: { cell, bounds } }),
    enabled: bounds !== '',
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  const open = (cluster: MapCluster) => {
    if (cluster.count === 1 || shown.scale * CLOSER > CLOSEST) return showPhoto(cluster.photoId)
    const { left, top } = onScreen(shown, size, cluster.longitude, cluster.latitude)
    const centred = moved(shown, size.width / 2 - left, size.height / 2 - top)
    setView(zoomed(centred, CLOSER, { x: 0, y: 0 }, least))
  }
  // A cluster is named by what is as large as it.
  const levels = (['city', 'region', 'country'] as const).slice(cell > REGIONAL ? 2 : cell > LOCAL ? 1 : 0)
  const placeName = ({ place }: MapCluster) => levels.flatMap((level) => place?.[level]?.[language] ?? [])[0]
  const inSight = (data?.items ?? []).flatMap((cluster) => {
    const spot = onScreen(shown, size, cluster.longitude, cluster.latitude)
    const near = spot.left > -40 && spot.top > -40 && spot.left < size.width + 40 && spot.top < size.height + 40
    return near ? [{ cluster, spot }] : []
  })
  const places = new Map<string, number>()
  for (const { cluster } of inSight) {
    const name = placeName(cluster)
    if (name) places.set(name, (places.get(name) ?? 0) + cluster.count)
  }
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1>{t.title}</h1>
        {total !== undefined && total > 0 && <p className={css.soft}>{t.counted(formats.number(total), total)}</p>}
      </header>
      {error && !data && <Problem error={error} onRetry={refetch} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a picture to move about in */}
      <div
        ref={host}
        className={css.map}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the map
        tabIndex={0}
        role="group"
        aria-label={t.title}
        {...on}
        data-testid="map"
      >
        {size.width > 0 && <Outlines view={shown} size={size} />}
        {inSight.map(({ cluster, spot }) => (
          <button
            key={cluster.photoId}
            type="button"
            className={css.cluster}
            style={{ left: spot.left, top: spot.top, background: cluster.colour ?? undefined }}
            aria-label={[placeName(cluster), words.library.photos(formats.number(cluster.count), cluster.count)]
              .filter(Boolean)
              .join(': ')}
            title={placeName(cluster)}
            onClick={() => open(cluster)}
          >
            <img src={imageOf(cluster.photoId, 'thumb')} alt="" draggable={false} />
            {cluster.count > 1 && <span>{formats.number(cluster.count)}</span>}
          </button>
        ))}
        <div className={css.buttons}>
          <Button icon="plus" aria-label={t.zoomIn} title={t.zoomIn} onClick={() => zoom(STEP)} />
          <Button aria-label={t.zoomOut} title={t.zoomOut} className={css.minus} onClick={() => zoom(1 / STEP)}>
            −
          </Button>
          <Button icon="map" aria-label={t.reset} title={t.reset} onClick={reset} />
        </div>
        {total === 0 && (
          <div className={css.empty}>
            <Empty title={t.empty} hint={t.emptyHint} />
          </div>
        )}
      </div>
      {places.size > 0 && (
        <nav className={css.places} aria-label={t.places}>
          {[...places].slice(0, 12).map(([name, count]) => (
            <Link key={name} href={`/library?place=${encodeURIComponent(name)}`}>
              {name} <small>{formats.number(count)}</small>
            </Link>
          ))}
        </nav>
      )}
      <ViewerOf photos={inSight.map(({ cluster }) => ({ id: cluster.photoId, width: null, height: null }))} />
    </div>
  )
}

/** The place in the address. */
function viewAt(at: string | null): View | undefined {
  const [latitude, longitude] = (at ?? '').split(',').map(Number)
  if (!at || !Number.isFinite(latitude) || !Number.isFinite(longitude)) return undefined
  return { ...project(longitude as number, latitude as number), scale: 60_000 }
}

/** All photos, with some room around them; the whole world where there are none. */
function around(clusters: readonly MapCluster[], size: { width: number; height: number }): View {
  if (clusters.length === 0) return { x: 0.5, y: 0.42, scale: 0 }
  const spots = clusters.map(({ longitude, latitude }) => project(longitude, latitude))
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)]
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const scale = Math.min((size.width * 0.8) / (east - west), (size.height * 0.7) / (south - north), 20_000)
  return { x: (west + east) / 2, y: (north + south) / 2, scale }
}
