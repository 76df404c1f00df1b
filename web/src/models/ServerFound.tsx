import type { ServerInspection } from '../api/types'
import { useTold } from '../words/told'
import { useFormats, useWords } from '../words/words'
import css from './models.module.css'

/** What a look at a server has shown. */
export function ServerFound({ found }: { found: ServerInspection }) {
  const formats = useFormats()
  const told = useTold()
  const t = useWords().models
  const kind = found.kind && t.serverKinds[found.kind]
  return (
    <div className={found.usable ? css.found : css.problem} data-testid="server-found">
      {!found.usable && <p>{t.serverProblem}</p>}
      {found.model && kind && (
        <p>
          <strong>{t.serverFound(found.model, [kind, found.version].filter(Boolean).join(' '))}</strong>
        </p>
      )}
      {found.model && (
        <p>
          {[t.serverSees[String(found.sees)], found.slots && t.serverSlots(formats.number(found.slots), found.slots)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {found.problem && <p>{told(found, 'problem')}</p>}
    </div>
  )
}
