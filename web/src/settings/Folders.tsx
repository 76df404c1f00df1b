import { type FormEvent, useState } from 'react'
import { ask } from '../api/client'
import { refresh, useStatus } from '../api/queries'
import type { Status } from '../api/types'
import { FolderPicker } from '../folders/FolderPicker'
import folders from '../folders/folders.module.css'
import { nameOf } from '../folders/name-of'
import list from '../overview/Overview.module.css'
import { ShareRow } from '../overview/SharesCard'
import { Dialog } from '../parts/Dialog'
import { Problem } from '../parts/Problem'
import { Button, Card, Field, Skeleton } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useAct } from '../parts/Toasts'
import { useFormats, useWords } from '../words/words'
import { RemoveShareDialog } from './RemoveShareDialog'
import css from './Settings.module.css'
import { ShareDialog } from './ShareDialog'

type Share = Status['shares'][number]

export function Folders() {
  const words = useWords()
  const formats = useFormats()
  const t = words.settings
  const { data, error, refetch } = useStatus()
  const [changing, change] = useState<Share>()
  const [removing, remove] = useState<Share>()
  return (
    <>
      <p className={css.hint}>{t.foldersHint}</p>
      {error && !data && <Problem error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height="8rem" />}
      {data && data.shares.length > 0 && (
        <Card>
          <ul className={list.list}>
            {data.shares.map((share) => (
              <ShareRow key={share.name} share={share}>
                {share.ignore.length > 0 && (
                  <span className={list.badge} title={share.ignore.join('\n')}>
                    {words.folders.rulesCount(formats.number(share.ignore.length), share.ignore.length)}
                  </span>
                )}
                <Button
                  icon="settings"
                  look="quiet"
                  small
                  aria-label={`${words.folders.edit}: ${share.name}`}
                  title={words.folders.edit}
                  onClick={() => change(share)}
                />
                <Button
                  icon="close"
                  look="quiet"
                  small
                  aria-label={`${words.app.remove}: ${share.name}`}
                  title={words.app.remove}
                  onClick={() => remove(share)}
                />
              </ShareRow>
            ))}
          </ul>
        </Card>
      )}
      <AddFolder />
      {changing && <ShareDialog share={changing} onClose={() => change(undefined)} />}
      {removing && <RemoveShareDialog share={removing} onClose={() => remove(undefined)} />}
    </>
  )
}

function AddFolder() {
  const words = useWords()
  const t = words.settings
  const act = useAct()
  const [path, setPath] = useState('')
  const [choosing, choose] = useState(false)
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const name = String(given.get('name')).trim() || nameOf(path)
    const mode = String(given.get('mode')) as Share['mode']
    void act(async () => {
      await ask('POST /shares', { body: { name, path: path.trim(), mode } })
      form.reset()
      setPath('')
      await refresh('status', 'folders')
    })
  }
  return (
    <Card title={words.overview.addFolder}>
      <form className={css.form} onSubmit={add}>
        <div className={css.withButton}>
          <Field label={t.folderPath}>
            <input
              className={parts.input}
              name="path"
              required
              placeholder="/volume1/photo"
              spellCheck={false}
              autoCapitalize="none"
              value={path}
              onChange={(event) => setPath(event.target.value)}
            />
          </Field>
          <Button icon="folder" onClick={() => choose(true)}>
            {words.folders.choose}
          </Button>
        </div>
        <Field label={t.folderName}>
          <input className={parts.input} name="name" maxLength={63} placeholder={path ? nameOf(path) : undefined} />
        </Field>
        <Field label={t.folderMode}>
          <select className={parts.select} name="mode" defaultValue="auto">
            {Object.entries(t.folderModes).map(([mode, name]) => (
              <option key={mode} value={mode}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Button look="primary" type="submit">
          {t.addFolder}
        </Button>
      </form>
      {choosing && (
        <Dialog label={words.folders.choose} className={folders.wide} onClose={() => choose(false)}>
          <h2 className={folders.title}>{words.folders.choose}</h2>
          <FolderPicker
            taken={[]}
            onTake={(taken) => {
              setPath(taken)
              choose(false)
            }}
          />
          <div className={`${parts.row} ${parts.end}`} style={{ marginTop: '0.9rem' }}>
            <Button onClick={() => choose(false)}>{words.app.cancel}</Button>
          </div>
        </Dialog>
      )}
    </Card>
  )
}
