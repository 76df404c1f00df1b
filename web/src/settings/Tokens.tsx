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

const SCOPES = ['read', 'originals', 'write', 'admin', 'vault', 'worker'] as const

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
    const given = new FormData(form)
    const name = String(given.get('name')).trim()
    const scopes = SCOPES.filter((each) => given.getAll('scope').includes(each))
    const days = Number(given.get('days'))
    const expiresAt = days > 0 ? { expiresAt: new Date(Date.now() + days * 86_400_000).toISOString() } : {}
    void act(async () => {
      setMade((await ask('POST /tokens', { body: { name, scopes, ...expiresAt } })).token)
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
  const lifeOf = (expiresAt: string) =>
    Date.parse(expiresAt) < Date.now() ? t.expired : t.expires(formats.dayOfYear(expiresAt))
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
                    {[
                      token.scopes.map((scope) => t.scopeNames[scope]).join(', '),
                      token.lastUsedAt ? t.lastUsed(formats.ago(token.lastUsedAt)) : t.neverUsed,
                      token.expiresAt && lifeOf(token.expiresAt),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
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
          <fieldset className={css.fieldset}>
            <legend>{t.tokenMay}</legend>
            <div className={css.scopes}>
              {SCOPES.map((scope) => (
                <label key={scope}>
                  <input type="checkbox" name="scope" value={scope} defaultChecked={scope === 'read'} />{' '}
                  {t.scopes[scope]}
                </label>
              ))}
            </div>
          </fieldset>
          <Field label={t.tokenExpires}>
            <select className={parts.select} name="days" defaultValue="">
              {Object.entries(t.tokenDays).map(([days, name]) => (
                <option key={days} value={days}>
                  {name}
                </option>
              ))}
            </select>
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
