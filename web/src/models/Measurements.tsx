import type { Measurement } from '../api/types'
import list from '../overview/Overview.module.css'
import settings from '../settings/Settings.module.css'
import { useFormats, useWords } from '../words/words'
import css from './models.module.css'

/** The table of what was tried so far. */
export function Measurements({ rows, best }: { rows: Measurement[]; best?: Measurement | null | undefined }) {
  const formats = useFormats()
  const t = useWords().models
  const isBest = (row: Measurement) => best?.slots === row.slots && best.imageTokens === row.imageTokens
  return (
    <div className={settings.scroll}>
      <table className={css.table} data-testid="measurements">
        <thead>
          <tr>
            {Object.entries(t.tuneColumns).map(([column, name]) => (
              <th key={column} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.slots} ${row.imageTokens}`}>
              <td>{formats.number(row.slots)}</td>
              <td>{row.imageTokens ?? t.tuneServers}</td>
              {row.failed !== undefined ? (
                <td colSpan={2} title={row.failed}>
                  {t.tuneFailed}
                </td>
              ) : (
                <>
                  <td>
                    {formats.number(row.photosPerMinute ?? 0)}{' '}
                    {isBest(row) && (
                      <span className={list.badge} data-tone="good">
                        {t.tuneBest}
                      </span>
                    )}
                  </td>
                  <td>{formats.number(row.secondsPerPhoto ?? 0)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
