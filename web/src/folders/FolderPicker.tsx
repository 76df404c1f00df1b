import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api/client'
import { Icon } from '../parts/Icon'
import { Problem } from '../parts/Problem'
import { Button, Skeleton } from '../parts/parts'
import { useWords } from '../words/words'
import { FolderCount } from './FolderCount'
import css from './folders.module.css'

/** Walks through the folders of the machine that Albumen runs on; one of them is taken. */
export function FolderPicker({ taken, onTake }: { taken: readonly string[]; onTake: (path: string) => void }) {
  const words = useWords()
  const t = words.folders
  const [path, go] = useState<string>()
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['folders', path ?? ''],
    queryFn: () => ask('GET /folders', { query: path === undefined ? {} : { path } }),
    placeholderData: (before) => before,
  })
  const here = data?.path ?? undefined
  const isTaken = here !== undefined && taken.includes(here)
  return (
    <div className={css.picker} data-testid="picker">
      <div className={css.bar}>
        <Button
          icon="left"
          look="quiet"
          small
          aria-label={t.up}
          title={t.up}
          disabled={here === undefined}
          onClick={() => go(data?.parent ?? undefined)}
        />
        <span className={css.here} dir="ltr">
          {here ?? t.start}
        </span>
      </div>
      {error && <Problem error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height="8rem" />}
      {data && data.folders.length === 0 && <p className={css.empty}>{t.empty}</p>}
      {data && data.folders.length > 0 && (
        <ul className={css.folders} aria-label={here ?? t.start}>
          {data.folders.map((folder) => (
            <li key={folder.path}>
              <button
                type="button"
                onClick={() => go(folder.path)}
                aria-label={folder.share === null ? t.open(folder.name) : undefined}
              >
                <Icon name="folder" size={19} />
                <span className={css.name}>{folder.name}</span>
                {folder.share !== null && <small>{t.watched(folder.share)}</small>}
                <Icon name="right" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {here !== undefined && (
        <div className={css.take}>
          <span className={css.soft}>
            {t.here}
            {words.app.colon}
            <FolderCount key={here} path={here} />
          </span>
          {/* While the next folder is on its way, the one that is left shall not be taken by mistake. */}
          <Button look="primary" icon="check" disabled={isTaken || isPlaceholderData} onClick={() => onTake(here)}>
            {t.take}
          </Button>
        </div>
      )}
    </div>
  )
}
