import { Button } from '../parts/parts'
import { useFormats, useWords } from '../words/words'
import css from './selection.module.css'
import type { BulkAction } from './useBulkActions'

/** What can be done with all chosen photos. */
export function BulkBar({ count, actions, onClear }: { count: number; actions: BulkAction[]; onClear: () => void }) {
  const words = useWords()
  const formats = useFormats()
  const selected = words.library.selected(formats.number(count))
  return (
    <div className={css.bulk} role="toolbar" aria-label={selected}>
      <Button icon="close" look="quiet" small aria-label={words.library.clear} onClick={onClear} />
      <strong aria-live="polite">{selected}</strong>
      {actions.map(({ key, icon, label, run }) => (
        <Button
          key={key}
          icon={icon}
          small
          aria-label={label}
          aria-keyshortcuts={key.toUpperCase()}
          title={`${label} (${key.toUpperCase()})`}
          onClick={run}
        >
          <span>{label}</span>
        </Button>
      ))}
    </div>
  )
}
