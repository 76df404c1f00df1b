import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ask } from '../api/client'
import { refresh } from '../api/queries'
import list from '../overview/Overview.module.css'
import { Problem } from '../parts/Problem'
import { Button, Card, Empty, Field, Skeleton } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useAct } from '../parts/Toasts'
import { useFormats, useWords } from '../words/words'
import { Secret } from './Secret'
import css from './Settings.module.css'

export function Tokens() {
  const words = useWords()
  const formats = useFormats()
  const t = words.settings
  const act = useAct()
  const [made, setMade] = useState<string>()
  const { data, error, refetch } = useQuery({ queryKey: ['tokens'], queryFn: () => ask('GET /tokens') })

  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const name = String(new FormData(form).get('name')).trim()
    void act(async () => {
      setMade((await ask('POST /tokens', { body: { name } })).token)
      form.reset()
      await refresh('tokens')
    })
  }
  const remove = ({ id, name }: { id: number; name: string }) => {
    if (!confirm(t.removeToken(name))) return
    void act(async () => {
      await ask('DELETE /tokens/{id}', { path: { id } })
      await refresh('tokens')
    })
  }
  return (
    <>
      <p className={css.hint}>{t.tokensHint}</p>
      {error && !data && <Problem error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height="8rem" />}
      {data && (
        <Card>
          {data.items.length === 0 && <Empty small hint={t.noTokens} />}
          <ul className={list.list} data-testid="tokens">
            {data.items.map((token) => (
              <li key={token.id}>
                <div className={list.grow}>
                  <strong>{token.name}</strong>
                  <p className={list.soft}>
                    {token.lastUsedAt ? t.lastUsed(formats.ago(token.lastUsedAt)) : t.neverUsed}
                  </p>
                </div>
                <Button look="danger" small onClick={() => remove(token)}>
                  {words.app.remove}
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t.addToken}>
        <form className={css.form} onSubmit={add}>
          <Field label={t.tokenName}>
            <input className={parts.input} name="name" required maxLength={100} autoComplete="off" />
          </Field>
          <Button look="primary" type="submit">
            {t.addToken}
          </Button>
        </form>
        {made && <Secret text={made} hint={t.tokenOnce} />}
      </Card>
    </>
  )
}
