import { type FormEvent, useEffect, useState } from 'react'
import { tokens } from '../api/client'
import { live } from '../api/live'
import { queries } from '../api/queries'
import { Dialog } from '../parts/Dialog'
import { Button, Field } from '../parts/parts'
import css from '../parts/parts.module.css'
import { useWords } from '../words/words'

/** Appears when the api refuses for want of a token; whatever was refused is asked for again with it. */
export function TokenDialog() {
  const words = useWords()
  const [wanted, setWanted] = useState(false)
  useEffect(() => tokens.onWanted(() => setWanted(true)), [])
  if (!wanted) return null

  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    tokens.use(String(new FormData(event.currentTarget).get('token')).trim())
    setWanted(false)
    live.open()
    void queries.resetQueries()
  }
  return (
    <Dialog label={words.app.tokenTitle} onClose={() => setWanted(false)}>
      <form onSubmit={open}>
        <h2>{words.app.tokenTitle}</h2>
        <p className={css.soft}>{tokens.refused() ? words.app.tokenWrong : words.app.tokenHint}</p>
        <Field label={words.app.token}>
          <input className={css.input} name="token" type="password" autoComplete="current-password" required />
        </Field>
        <div className={`${css.row} ${css.end}`}>
          <Button look="primary" type="submit">
            {words.app.tokenOpen}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
