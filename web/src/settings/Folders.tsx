import type { FormEvent } from 'react'
import { ask } from '../api/client'
import { refresh, useStatus } from '../api/queries'
import list from '../overview/Overview.module.css'
import { ShareRow } from '../overview/SharesCard'
import { Problem } from '../parts/Problem'
import { Button, Card, Field, Skeleton } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useAct } from '../parts/Toasts'
import { useWords } from '../words/words'
import css from './Settings.module.css'

export function Folders() {
  const words = useWords()
  const t = words.settings
  const act = useAct()
  const { data, error, refetch } = useStatus()

  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const path = String(given.get('path')).trim()
    const name = String(given.get('name')).trim() || (path.split('/').filter(Boolean).at(-1) ?? 'photos')
    const mode = String(given.get('mode')) as 'auto' | 'native' | 'poll'
    void act(async () => {
      await ask('POST /shares', { body: { name, path, mode } })
      form.reset()
      await refresh('status')
    })
  }
  const remove = (name: string) => {
    if (!confirm(t.removeFolder(name))) return
    void act(async () => {
      await ask('DELETE /shares/{name}', { path: { name } })
      await refresh('status', 'timeline')
    })
  }
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
                <Button
                  icon="close"
                  look="quiet"
                  small
                  aria-label={`${words.app.remove}: ${share.name}`}
                  title={words.app.remove}
                  onClick={() => remove(share.name)}
                />
              </ShareRow>
            ))}
          </ul>
        </Card>
      )}
      <Card title={words.overview.addFolder}>
        <form className={css.form} onSubmit={add}>
          <Field label={t.folderPath}>
            <input className={parts.input} name="path" required placeholder="/volume1/photo" spellCheck={false} />
          </Field>
          <Field label={t.folderName}>
            <input className={parts.input} name="name" maxLength={63} />
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
      </Card>
    </>
  )
}
