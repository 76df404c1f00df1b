import { ask } from '../api/client'
import { refresh } from '../api/queries'
import type { Status } from '../api/types'
import { Dialog } from '../parts/Dialog'
import { Button } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useAct } from '../parts/Toasts'
import { useFormats, useWords } from '../words/words'

/** Says what goes and what stays before a folder is watched no longer. */
export function RemoveShareDialog({ share, onClose }: { share: Status['shares'][number]; onClose: () => void }) {
  const words = useWords()
  const formats = useFormats()
  const t = words.folders
  const act = useAct()
  const remove = () =>
    act(async () => {
      await ask('DELETE /shares/{name}', { path: { name: share.name } })
      await refresh('status', 'timeline')
      onClose()
    })
  return (
    <Dialog label={t.removeTitle(share.name)} onClose={onClose}>
      <h2>{t.removeTitle(share.name)}</h2>
      <p style={{ marginBlock: '0.8rem 1.2rem' }}>{t.removeText(formats.number(share.files), share.files)}</p>
      <div className={`${parts.row} ${parts.end}`}>
        <Button onClick={onClose}>{words.app.cancel}</Button>
        <Button look="danger" onClick={() => void remove()}>
          {t.removeDo}
        </Button>
      </div>
    </Dialog>
  )
}
