import { type FormEvent, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { ask, onWanted } from '../api/client'
import { live } from '../api/live'
import { queries, useSession } from '../api/queries'
import { Dialog } from '../parts/Dialog'
import { Button, Field } from '../parts/parts'
import css from '../parts/parts.module.css'
import { useExplainSignIn } from '../sign-in/explain'
import { useWords } from '../words/words'

/** Appears when private photos are asked for while they are locked, and when the owner wants to unlock them. */
export function VaultDialog() {
  const words = useWords()
  const explain = useExplainSignIn(words.signIn.troubles)
  const t = words.vault
  const { data } = useSession()
  const [wanted, setWanted] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  useEffect(
    () =>
      onWanted((what) => {
        if (what !== 'vault') return
        setTrouble(undefined)
        setWanted(true)
      }),
    [],
  )
  if (!wanted || !data?.vault || data.vault.open) return null
  const { opensWith, minutes } = data.vault
  const close = () => setWanted(false)

  const unlock = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const secret = String(new FormData(event.currentTarget).get('secret'))
    try {
      await ask('POST /vault/unlock', { body: { secret } })
      close()
      live.open()
      await queries.resetQueries()
    } catch (error) {
      setTrouble(explain(error))
    }
  }
  return (
    <Dialog label={t.unlock} onClose={close}>
      {opensWith === 'pin' || opensWith === 'password' ? (
        <form onSubmit={(event) => void unlock(event)}>
          <h2>{t.unlock}</h2>
          <p className={css.soft}>{t.unlockHint(minutes)}</p>
          <Field label={opensWith === 'pin' ? t.pin : words.signIn.password}>
            <input className={css.input} name="secret" type="password" autoComplete="off" required />
          </Field>
          {trouble && (
            <p className={css.problem} role="alert">
              {trouble}
            </p>
          )}
          <div className={`${css.row} ${css.end}`}>
            <Button look="quiet" onClick={close}>
              {words.app.cancel}
            </Button>
            <Button look="primary" type="submit">
              {t.open}
            </Button>
          </div>
        </form>
      ) : (
        <form method="dialog">
          <h2>{t.unlock}</h2>
          <p className={css.soft}>{t.pinFirst}</p>
          <div className={`${css.row} ${css.end}`}>
            <Link href="/settings?section=security" onClick={close}>
              {words.settings.sections.security}
            </Link>
          </div>
        </form>
      )}
    </Dialog>
  )
}
