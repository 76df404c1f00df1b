import { type FormEvent, useState } from 'react'
import { ask } from '../api/client'
import type { Models, ServerInspection } from '../api/types'
import { Button, Field } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useAct } from '../parts/Toasts'
import form from '../settings/Settings.module.css'
import { useWords } from '../words/words'
import css from './models.module.css'
import { ServerFound } from './ServerFound'

export interface GivenServer {
  url: string
  /** undefined keeps the one that is stored */
  key?: string
  model?: string | null
}

/** The address of a server, a look at it, and the decision. */
export function ServerForm({
  server,
  onUse,
  useLabel,
}: {
  server: Models['server']
  onUse: (given: GivenServer) => Promise<unknown>
  useLabel: string
}) {
  const words = useWords()
  const t = words.models
  const act = useAct()
  const [found, setFound] = useState<ServerInspection>()
  const [looking, setLooking] = useState(false)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? '').trim()
    const url = /^https?:\/\//i.test(text('url')) ? text('url') : `http://${text('url')}`
    const body = { url, model: text('model') || null, ...(text('key') ? { key: text('key') } : {}) }
    const wish = (event.nativeEvent as SubmitEvent).submitter?.getAttribute('value')
    void act(async () => {
      setFound(undefined)
      setLooking(true)
      try {
        const inspected = await ask('POST /models/server/test', { body })
        setFound(inspected)
        if (wish === 'use' && inspected.usable) await onUse(body)
      } finally {
        setLooking(false)
      }
    })
  }
  return (
    <>
      <form className={form.form} onSubmit={submit}>
        <Field label={t.serverUrl}>
          <input
            className={parts.input}
            name="url"
            required
            defaultValue={server?.url}
            placeholder="http://192.168.1.20:8080"
            spellCheck={false}
            autoCapitalize="none"
            inputMode="url"
          />
        </Field>
        <Field label={t.serverKey}>
          <input
            className={parts.input}
            name="key"
            type="password"
            autoComplete="off"
            placeholder={server?.hasKey ? t.serverKeyKept : undefined}
          />
        </Field>
        <Field label={t.serverModel}>
          <input
            className={parts.input}
            name="model"
            defaultValue={server?.model ?? undefined}
            list="albumen-server-models"
            spellCheck={false}
            autoCapitalize="none"
          />
        </Field>
        <datalist id="albumen-server-models">
          {found?.models.map((model) => (
            <option key={model} value={model} />
          ))}
        </datalist>
        <div className={css.actions}>
          <Button type="submit" value="test" disabled={looking}>
            {looking ? t.serverTesting : t.serverTest}
          </Button>
          <Button type="submit" value="use" look="primary" disabled={looking}>
            {useLabel}
          </Button>
        </div>
      </form>
      <div role="status">{found && <ServerFound found={found} />}</div>
    </>
  )
}
