import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ask } from '../api/client'
import { EVENTS } from '../api/live'
import { refresh, useSession } from '../api/queries'
import type { Routes } from '../api/types'
import list from '../overview/Overview.module.css'
import { Problem } from '../parts/Problem'
import { Button, Card, Empty, Field, Skeleton, Switch } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useAct } from '../parts/Toasts'
import { useWords } from '../words/words'
import { DeliveryLog } from './DeliveryLog'
import { Secret } from './Secret'
import css from './Settings.module.css'

type Webhook = Routes['GET /webhooks']['answer']['items'][number]

export function Webhooks() {
  const words = useWords()
  const t = words.settings
  const act = useAct()
  const [secret, setSecret] = useState<string>()
  const { data: session } = useSession()
  const { data, error, refetch } = useQuery({ queryKey: ['webhooks'], queryFn: () => ask('GET /webhooks') })

  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    void act(async () => {
      const body = {
        url: String(given.get('url')).trim(),
        events: given.getAll('event') as (typeof EVENTS)[number][],
        privateNetwork: given.has('privateNetwork'),
        sensitive: given.has('sensitive'),
      }
      setSecret((await ask('POST /webhooks', { body })).secret)
      form.reset()
      await refresh('webhooks')
    })
  }
  return (
    <>
      <p className={css.hint}>{t.webhooksHint}</p>
      {error && !data && <Problem error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height="8rem" />}
      {data?.items.length === 0 && (
        <Card>
          <Empty small hint={t.noWebhooks} />
        </Card>
      )}
      {data?.items.map((webhook) => (
        <WebhookCard key={webhook.id} webhook={webhook} />
      ))}
      <Card title={t.addWebhook}>
        <form className={css.form} onSubmit={add}>
          <Field label={t.webhookUrl}>
            <input className={parts.input} name="url" type="url" required placeholder="https://…" />
          </Field>
          <fieldset className={css.fieldset}>
            <legend>
              {t.webhookEvents} ({t.webhookAll})
            </legend>
            <div className={css.events}>
              {EVENTS.map((each) => (
                <label key={each}>
                  <input type="checkbox" name="event" value={each} /> {each}
                </label>
              ))}
            </div>
          </fieldset>
          <div className={css.ticks}>
            <label>
              <input type="checkbox" name="privateNetwork" defaultChecked={session?.needed === false} />
              <span>
                {t.webhookNetwork}
                <small>{t.webhookNetworkHint}</small>
              </span>
            </label>
            <label>
              <input type="checkbox" name="sensitive" />
              <span>
                {t.webhookPrivate}
                <small>{t.webhookPrivateHint}</small>
              </span>
            </label>
          </div>
          <Button look="primary" type="submit">
            {t.addWebhook}
          </Button>
        </form>
        {secret && <Secret text={secret} hint={t.secret} />}
      </Card>
    </>
  )
}

function WebhookCard({ webhook }: { webhook: Webhook }) {
  const words = useWords()
  const t = words.settings
  const act = useAct()
  const path = { id: webhook.id }
  const test = () =>
    act(async () => {
      await ask('POST /webhooks/{id}/test', { path })
      await refresh('deliveries')
    }, t.tested)
  const remove = () => {
    if (!confirm(t.removeWebhook)) return
    void act(async () => {
      await ask('DELETE /webhooks/{id}', { path })
      await refresh('webhooks')
    })
  }
  const enable = (enabled: boolean) =>
    act(async () => {
      await ask('PATCH /webhooks/{id}', { path, body: { enabled } })
      await refresh('webhooks')
    })
  return (
    <Card>
      <ul className={list.list}>
        <li>
          <div className={list.grow}>
            <strong className={list.path}>{webhook.url}</strong>
            <p className={list.soft}>
              {[
                webhook.events.join(', ') || t.webhookAll,
                webhook.privateNetwork && t.webhookNetwork,
                webhook.sensitive && t.webhookPrivate,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          <Switch checked={webhook.enabled} onChange={(on) => void enable(on)}>
            {t.enabled}
          </Switch>
        </li>
      </ul>
      <div className={parts.row} style={{ marginTop: '0.8rem' }}>
        <Button small disabled={!webhook.enabled} onClick={() => void test()}>
          {t.test}
        </Button>
        <Button small look="danger" onClick={remove}>
          {words.app.remove}
        </Button>
      </div>
      <DeliveryLog id={webhook.id} />
    </Card>
  )
}
