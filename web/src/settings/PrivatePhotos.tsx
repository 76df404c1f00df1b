import type { FormEvent } from 'react'
import { ask, want } from '../api/client'
import { queries } from '../api/queries'
import type { Session } from '../api/types'
import { Button, Card, Field } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useLock } from '../vault/useLock'
import { useWords } from '../words/words'
import css from './Settings.module.css'
import { useAttempt } from './useAttempt'

/** Whether private photos are locked, and the PIN that opens them. */
export function PrivatePhotos({ session, vault }: { session: Session; vault: NonNullable<Session['vault']> }) {
  const words = useWords()
  const t = words.vault
  const lock = useLock()
  const attempt = useAttempt()
  const hasSecret = vault.pinSet || session.passwordSet
  const set = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const removing = ((event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null)?.value === 'remove'
    const pin = removing ? null : String(given.get('pin'))
    const current = String(given.get('current') ?? '')
    void attempt(
      form,
      async () => {
        await ask('POST /vault/pin', { body: { pin, ...(current ? { current } : {}) } })
        await queries.resetQueries()
      },
      removing ? t.pinRemoved : t.pinKept,
    )
  }
  return (
    <Card title={t.title}>
      <p className={css.hint}>{t.hints[vault.opensWith ?? 'none']}</p>
      {(vault.opensWith === 'pin' || vault.opensWith === 'password') && (
        <div className={parts.row} style={{ marginBlock: '0.9rem' }}>
          {vault.open ? (
            <Button icon="lock" onClick={lock}>
              {t.lock}
            </Button>
          ) : (
            <Button icon="unlock" onClick={() => want('vault')}>
              {t.unlock}
            </Button>
          )}
        </div>
      )}
      <form className={css.form} onSubmit={set} style={{ marginTop: '0.9rem' }}>
        <Field label={vault.pinSet ? t.newPin : t.pinToSet}>
          <input className={parts.input} name="pin" type="password" minLength={4} maxLength={64} autoComplete="off" />
        </Field>
        {hasSecret && (
          <Field label={vault.pinSet ? (session.passwordSet ? t.currentEither : t.currentPin) : words.signIn.password}>
            <input className={parts.input} name="current" type="password" required autoComplete="off" />
          </Field>
        )}
        <Button look="primary" type="submit" value="set">
          {vault.pinSet ? t.changePin : t.setPin}
        </Button>
        {vault.pinSet && (
          <Button look="danger" type="submit" value="remove">
            {t.removePin}
          </Button>
        )}
      </form>
    </Card>
  )
}
