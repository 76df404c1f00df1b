import { useEffect, useMemo, useState } from 'react'
import grid from '../grid/grid.module.css'
import { justify, rowHeightFor } from '../grid/justify'
import { Tile } from '../grid/Tile'
import { useInView } from '../grid/useInView'
import { useWidth } from '../grid/useWidth'
import { useOpenPhoto } from '../viewer/address'
import { ViewerOf } from '../viewer/ViewerOf'
import { useWords } from '../words/words'
import type { SearchAnswer } from './answers'
import css from './Search.module.css'

/** Photos found, the best first; more come when the end is near. */
export function Results({
  items,
  fading,
  more,
}: {
  items: SearchAnswer['items']
  /** they are those of the question before */
  fading: boolean
  more: (() => void) | undefined
}) {
  const words = useWords()
  const openPhoto = useOpenPhoto()
  const [measure, width] = useWidth()
  const [pageTop, setPageTop] = useState(0)
  const seen = useInView()
  const photos = useMemo(() => items.map(({ photo }) => photo), [items])
  const layout = useMemo(
    () => (width > 0 ? justify(photos, { width, rowHeight: rowHeightFor(width), beginsDay: () => false }) : undefined),
    [photos, width],
  )
  const height = layout?.height ?? 0
  const nearEnd = layout !== undefined && seen.to - pageTop >= height
  useEffect(() => {
    if (nearEnd) more?.()
  }, [nearEnd, more])

  const rows = layout?.rows.filter((row) => pageTop + row.top + row.height >= seen.from && pageTop + row.top <= seen.to)
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: pictures, not fields of a form */}
      <div
        ref={(element) => {
          if (element) setPageTop(Math.round(element.getBoundingClientRect().top + scrollY))
          return measure(element)
        }}
        className={css.results}
        style={{ height, opacity: fading ? 0.5 : 1 }}
        role="group"
        aria-label={words.library.grid}
        data-testid="results"
      >
        {rows?.flatMap((row) =>
          row.items.map(({ index, left, width }) => {
            const photo = photos[index]
            return photo ? (
              <div key={photo.id} className={grid.cell} style={{ left, width, top: row.top, height: row.height }}>
                <Tile
                  photo={{
                    ...photo,
                    description: photo.analysis?.description ?? null,
                    private: (photo.sensitive ?? 'none') !== 'none',
                  }}
                  {...openPhoto(photo.id)}
                />
              </div>
            ) : null
          }),
        )}
      </div>
      <ViewerOf photos={photos} />
    </>
  )
}
