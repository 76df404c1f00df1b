import { type FormEvent, useState } from 'react'
import { ask } from '../api/client'
import { refresh } from '../api/queries'
import type { Status } from '../api/types'
import css from '../folders/folders.module.css'
import { Dialog } from '../parts/Dialog'
import { Button, Field } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useAct } from '../parts/Toasts'
import { useFormats, useWords } from '../words/words'

type Share = Status['shares'][number]
interface Effect {
  present: number
  leaving: number
  returning: number
  examples: string[]
}

/** Name, way of watching and what is left out of a folder; what the rules do is shown before they hold. */
export function ShareDialog({ share, onClose }: { share: Share; onClose: () => void }) {
  const words = useWords()
  const t = words.folders
  const act = useAct()
  const [rules, setRules] = useState(share.ignore.join('\n'))
  const [effect, setEffect] = useState<Effect>()
  const lines = rules.split('\n').filter((line) => line.trim())
  const changed = lines.join('\n') !== share.ignore.join('\n')

  const look = () =>
    act(async () => {
      setEffect(await ask('POST /shares/{name}/rules-effect', { path: { name: share.name }, body: { ignore: lines } }))
    })
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const name = String(given.get('name')).trim()
    const mode = String(given.get('mode')) as Share['mode']
    if (changed && !effect) return void look() // it is shown first
    void act(async () => {
      await ask('PATCH /shares/{name}', { path: { name: share.name }, body: { name, mode, ignore: lines } })
      await refresh('status', 'timeline')
      onClose()
    }, t.saved)
  }
  return (
    <Dialog label={t.editTitle(share.name)} className={css.wide} onClose={onClose}>
      <h2 className={css.title}>{t.editTitle(share.name)}</h2>
      <form onSubmit={save}>
        <Field label={words.settings.folderName}>
          <input className={parts.input} name="name" required maxLength={63} defaultValue={share.name} />
        </Field>
        <Field label={words.settings.folderMode}>
          <select className={parts.select} name="mode" defaultValue={share.mode}>
            {Object.entries(words.settings.folderModes).map(([mode, name]) => (
              <option key={mode} value={mode}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t.rules}>
          <textarea
            className={css.rules}
            name="rules"
            value={rules}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => {
              setRules(event.target.value)
              setEffect(undefined)
            }}
          />
        </Field>
        <p className={css.soft}>{t.rulesHint}</p>
        <div role="status">{effect && <RulesEffect effect={effect} />}</div>
        <div className={`${parts.row} ${parts.end}`}>
          <Button onClick={onClose}>{words.app.cancel}</Button>
          <Button look="primary" type="submit">
            {changed && !effect ? t.rulesCheck : words.app.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function RulesEffect({ effect }: { effect: Effect }) {
  const formats = useFormats()
  const t = useWords().folders
  const { leaving, present, returning, examples } = effect
  return (
    <div className={css.effect} data-testid="effect">
      <p>{leaving > 0 ? t.leaving(formats.number(leaving), formats.number(present)) : t.leavingNone}</p>
      {returning > 0 && <p>{t.returning(formats.number(returning), returning)}</p>}
      {examples.length > 0 && (
        <p className={css.examples}>
          {t.such}: {examples.join(' · ')}
        </p>
      )}
    </div>
  )
}
