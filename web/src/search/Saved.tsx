import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import { request } from '../api/client'
import { refresh } from '../api/queries'
import { Dialog } from '../parts/Dialog'
import { Icon } from '../parts/Icon'
import { Button, classes, Field } from '../parts/parts'
import chips from '../parts/parts.module.css'
import { useAct } from '../parts/Toasts'
import { useWords } from '../words/words'
import { useSavedSearches } from './answers'
import type { Question } from './question'
import css from './Search.module.css'

/** Questions that were kept; with a question, the way to keep it. Not there where the api keeps none. */
export function Saved({ question }: { question?: Question }) {
  const words = useWords()
  const t = words.search
  const act = useAct()
  const { has, saved } = useSavedSearches()
  const [naming, setNaming] = useState(false)
  if (!has) return null
  if (!question) {
    return saved.length === 0 ? null : (
      <div>
        <h2 className={css.subhead}>{t.saved}</h2>
        <div className={classes(chips.chips, css.centre)}>
          {saved.map((each) => (
            <Link key={each.id} className={chips.chip} href={`/search?${new URLSearchParams(each.query)}`}>
              <Icon name="bookmark" size={15} /> {each.name}
            </Link>
          ))}
        </div>
      </div>
    )
  }
  const same = saved.find(({ query }) => String(new URLSearchParams(query)) === String(new URLSearchParams(question)))
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name'))
    void act(async () => {
      await request('POST', 'saved-searches', { body: { name, query: question } })
      await refresh('saved-searches')
      setNaming(false)
    })
  }
  const forget = (id: number) =>
    act(async () => {
      await request('DELETE', `saved-searches/${id}`)
      await refresh('saved-searches')
    })
  return (
    <>
      {same ? (
        <Button icon="bookmark" look="quiet" small aria-pressed onClick={() => void forget(same.id)}>
          {same.name}
        </Button>
      ) : (
        <Button icon="bookmark" look="quiet" small onClick={() => setNaming(true)}>
          {t.save}
        </Button>
      )}
      {naming && (
        <Dialog label={t.save} onClose={() => setNaming(false)}>
          <form onSubmit={save}>
            <h2>{t.save}</h2>
            <Field label={t.saveName}>
              <input className={chips.input} name="name" required maxLength={100} defaultValue={question.q} />
            </Field>
            <div className={`${chips.row} ${chips.end}`}>
              <Button onClick={() => setNaming(false)}>{words.app.cancel}</Button>
              <Button look="primary" type="submit">
                {words.app.save}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}
