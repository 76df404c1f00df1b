import type { FormEvent } from 'react'
import { ask } from '../api/client'
import { Button, Card, Field } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useWords } from '../words/words'
import css from './Settings.module.css'
import { useAttempt } from './useAttempt'

/** Changes the password that lets people in. */
export function Password() {
  const words = useWords()
  const t = words.signIn
  const attempt = useAttempt()
  const change = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const body = { current: String(given.get('current')), password: String(given.get('password')) }
    void attempt(event.currentTarget, () => ask('POST /session/password', { body }), t.passwordChanged)
  }
  return (
    <Card title={t.changePassword}>
      <form className={css.form} onSubmit={change}>
        <Field label={t.currentPassword}>
          <input className={parts.input} name="current" type="password" required autoComplete="current-password" />
        </Field>
        <Field label={t.newPassword}>
          <input
            className={parts.input}
            name="password"
            type="password"
            required
            minLength={8}
            maxLength={200}
            autoComplete="new-password"
          />
        </Field>
        <Button look="primary" type="submit">
          {t.changePassword}
        </Button>
      </form>
    </Card>
  )
}
