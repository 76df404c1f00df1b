import { Link } from 'wouter'
import { ErrandProgress } from '../models/ErrandProgress'
import { errandOf, isOpen, useModels } from '../models/useModels'
import { buttonClass } from '../parts/parts'
import { useFormats, useWords } from '../words/words'
import type { Plan } from './set-up'
import css from './Welcome.module.css'

export function DoneStep({ plan: { folders, looker } }: { plan: Plan }) {
  const formats = useFormats()
  const t = useWords().welcome
  const { data: models } = useModels()
  const download = looker.kind === 'model' && models ? errandOf(models, 'pull', looker.name) : undefined
  const looks = {
    model: () => {
      if (looker.kind !== 'model') return ''
      return looker.there ? t.doneModel(looker.name) : t.doneDownload(looker.name)
    },
    server: () => (looker.kind === 'server' ? t.doneServer(looker.server.url) : ''),
    later: () => t.doneNoModel,
    demo: () => t.doneDemo,
    fixed: () => '',
  }[looker.kind]()
  return (
    <>
      {folders.length > 0 && <p>{t.doneFolders(formats.number(folders.length), folders.length)}</p>}
      {looks && <p>{looks}</p>}
      {download && isOpen(download) && <ErrandProgress errand={download} />}
      <div className={css.buttons}>
        <Link href="/" replace className={buttonClass({ look: 'primary' })}>
          {t.toOverview}
        </Link>
      </div>
    </>
  )
}
