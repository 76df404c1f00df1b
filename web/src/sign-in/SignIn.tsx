import { type FormEvent, type ReactNode, useState } from 'react'
import { ask, base } from '../api/client'
import { queries } from '../api/queries'
import { Button, Field } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { LANGUAGES, type Language, useSpoken } from '../words/words'
import { useExplainSignIn } from './explain'
import css from './SignIn.module.css'

const SHORTEST = 8

/** The way in: by the password, or by the link that the owner's machine has printed. */
export function SignIn({ passwordSet, link }: { passwordSet: boolean; link: string }) {
  const { words, language, speak } = useSpoken()
  const t = words.signIn
  const explain = useExplainSignIn(t.troubles)
  const [choosing, choose] = useState(!passwordSet)
  const [trouble, setTrouble] = useState<string>()
  const [busy, setBusy] = useState(false)

  const attempt = async (act: () => Promise<unknown>) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      await act()
      history.replaceState(null, '', base.href)
      await queries.resetQueries()
    } catch (error) {
      setTrouble(explain(error))
    }
    setBusy(false)
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    void attempt(() =>
      link ? ask('POST /session/link', { body: { link, password } }) : ask('POST /session', { body: { password } }),
    )
  }
  const fresh = link !== '' && choosing
  return (
    <main className={css.page}>
      <div className={css.card}>
        <div className={css.head}>
          <img src={new URL('icon.svg', base).href} alt="" width={44} height={44} />
          <h1>{fresh ? (passwordSet ? t.replace : t.first) : t.title}</h1>
        </div>
        {trouble && (
          <p className={parts.problem} role="alert">
            {trouble}
          </p>
        )}
        {!link && !passwordSet && <Lines lines={t.noPassword} />}
        {(fresh || (!link && passwordSet)) && (
          <form className={css.form} onSubmit={submit}>
            {fresh && <p className={parts.soft}>{t.chooseHint(SHORTEST)}</p>}
            <Field label={fresh ? t.newPassword : t.password}>
              <input
                className={parts.input}
                name="password"
                type="password"
                required
                {...(fresh ? { minLength: SHORTEST } : {})}
                maxLength={200}
                autoComplete={fresh ? 'new-password' : 'current-password'}
              />
            </Field>
            <Button look="primary" type="submit" disabled={busy}>
              {fresh ? t.choose : t.open}
            </Button>
          </form>
        )}
        {link && !choosing && (
          <div className={css.form}>
            <Button
              look="primary"
              disabled={busy}
              onClick={() => void attempt(() => ask('POST /session/link', { body: { link } }))}
            >
              {t.open}
            </Button>
            <Button look="quiet" onClick={() => choose(true)}>
              {t.replace}
            </Button>
          </div>
        )}
        {!link && passwordSet && (
          <details className={css.help}>
            <summary>{t.forgotten}</summary>
            <Lines lines={t.forgottenHint} />
          </details>
        )}
      </div>
      <p className={css.languages}>
        {(Object.entries(LANGUAGES) as [Language, string][]).map(([each, name]) => (
          <button key={each} type="button" aria-pressed={each === language} onClick={() => speak(each)}>
            {name}
          </button>
        ))}
      </p>
    </main>
  )
}

/** A sentence, then what to type. */
function Lines({ lines: [sentence, command, after] }: { lines: readonly [string, string, string] }): ReactNode {
  return (
    <div className={css.lines}>
      <p>{sentence}</p>
      <code>{command}</code>
      <p className={parts.soft}>{after}</p>
    </div>
  )
}
