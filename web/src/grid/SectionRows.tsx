import { Fragment, type MouseEvent } from 'react'
import { Icon } from '../parts/Icon'
import { classes } from '../parts/parts'
import type { Selection } from '../selection/useSelection'
import { useOpenPhoto } from '../viewer/address'
import { useFormats, useWords } from '../words/words'
import grid from './grid.module.css'
import { beginsDay, HEADING, type SectionView } from './section-view'
import { Tile } from './Tile'
import { useInView } from './useInView'

/** Pixels that a day with its weekday or year needs. */
const LABEL = 104

/** The rows of a section that are in sight. */
export function SectionRows({
  view,
  pageTop,
  selection,
}: {
  view: SectionView
  pageTop: number
  selection: Selection
}) {
  const words = useWords()
  const formats = useFormats()
  const seen = useInView()
  const openPhoto = useOpenPhoto()
  const { section, layout, photos } = view
  if (!layout || !photos) return null
  const above = section.headed ? HEADING : 0
  const top = pageTop + view.top + above
  const dayLabel = (taken: string, width: number, withYear: boolean) => {
    if (width < LABEL) return formats.dayShort(taken)
    return withYear ? formats.dayOfYear(taken) : formats.day(taken)
  }
  const years = section.span !== null && section.span.newest.slice(0, 4) !== section.span.oldest.slice(0, 4)
  const rows = layout.rows.filter(
    (row) => top + row.top + row.strip + row.height >= seen.from && top + row.top <= seen.to,
  )

  return rows.map((row) => (
    <Fragment key={row.top}>
      {row.items.map(({ index, left, width }) => {
        const photo = photos[index]
        if (!photo) return null
        const place = section.first + index
        const link = openPhoto(photo.id)
        const chosen = selection.ids.has(photo.id)
        const onClick = (event: MouseEvent) => {
          if (event.shiftKey || selection.ids.size > 0) {
            event.preventDefault()
            selection.choose(place, { range: event.shiftKey })
          } else {
            selection.walkFrom(place)
            link.onClick(event)
          }
        }
        const taken = photo.takenAt
        return (
          <div
            key={photo.id}
            className={classes(grid.cell, chosen && grid.chosen, selection.ids.size > 0 && grid.selecting)}
            style={{ left, width, top: above + row.top, height: row.strip + row.height }}
          >
            {row.strip > 0 && taken && beginsDay(photos, index) && (
              <span className={grid.label} style={{ width }}>
                {dayLabel(taken, width, years)}
              </span>
            )}
            <div style={{ position: 'absolute', inset: `${row.strip}px 0 0` }}>
              <Tile
                photo={photo}
                href={link.href}
                onClick={onClick}
                data-place={place}
                tabIndex={place === selection.active ? 0 : -1}
                ref={place === selection.active ? selection.activeRef : undefined}
              />
              {/* biome-ignore lint/a11y/useSemanticElements: a checkbox drawn over the picture */}
              <button
                type="button"
                role="checkbox"
                aria-checked={chosen}
                aria-label={`${words.library.select}: ${photo.description ?? words.library.untitled}`}
                className={grid.check}
                tabIndex={-1}
                onClick={(event) => selection.choose(place, { range: event.shiftKey })}
              >
                <Icon name="check" size={16} />
              </button>
            </div>
          </div>
        )
      })}
    </Fragment>
  ))
}
