import { Link } from 'wouter'
import { useModels } from '../models/useModels'
import { buttonClass } from '../parts/parts'
import { useFormats, useWords } from '../words/words'
import { Download } from './Download'
import type { Plan } from './set-up'
import css from './Welcome.module.css'

export function DoneStep({ plan: { folders, looker } }: { plan: Plan }) {
  const formats = useFormats()
  const t = useWords().welcome
  const { data: models } = useModels()
  const looks = {
    model: () => (looker.kind === 'model' && looker.there ? t.doneModel(looker.name) : ''),
    server: () => (looker.kind === 'server' ? t.doneServer(looker.server.url) : ''),
    later: () => t.doneNoModel,
    demo: () => t.doneDemo,
    fixed: () => '',
  }[looker.kind]()
  return (
    <>
      {folders.length > 0 && <p>{t.doneFolders(formats.number(folders.length), folders.length)}</p>}
      {looks && <p>{looks}</p>}
      {looker.kind === 'model' && !looker.there && <Download name={looker.name} models={models} />}
      <div className={css.buttons}>
        <Link href="/" replace className={buttonClass({ look: 'primary' })}>
          {t.toOverview}
        </Link>
      </div>
    </>
  )
}
