import { useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { ask } from '../api/client'
import { refresh } from '../api/queries'
import list from '../overview/Overview.module.css'
import { Button, Skeleton } from '../parts/parts'
import { useAct } from '../parts/Toasts'
import more from '../viewer/Viewer.module.css'
import { useTold } from '../words/told'
import { useFormats, useWords } from '../words/words'
import css from './Settings.module.css'

/** While something is under way, the log is looked at again this often. */
const EVERY_MS = 2_000
const TONES = { delivered: 'good', failed: 'bad', pending: undefined }

export function DeliveryLog({ id }: { id: number }) {
  const words = useWords()
  const formats = useFormats()
  const told = useTold()
  const t = words.settings
  const act = useAct()
  const [open, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['deliveries', id],
    queryFn: () => ask('GET /webhooks/{id}/deliveries', { path: { id }, query: { limit: 20 } }),
    enabled: open,
    refetchInterval: ({ state }) => (state.data?.items.some((each) => each.state === 'pending') ? EVERY_MS : false),
  })
  const resend = (delivery: number) =>
    act(async () => {
      await ask('POST /deliveries/{id}/resend', { path: { id: delivery } })
      await refresh('deliveries')
    }, t.resent)
  return (
    <details
      className={more.more}
      style={{ marginTop: '1rem' }}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t.log}</summary>
      {!data && <Skeleton height="4rem" />}
      {data?.items.length === 0 && <p className={css.hint}>{t.logEmpty}</p>}
      {data && data.items.length > 0 && (
        <div className={css.scroll}>
          <table className={css.log} data-testid="log">
            <tbody>
              {data.items.map((each) => (
                <Fragment key={each.id}>
                  <tr>
                    <td>{each.type}</td>
                    <td>
                      <span className={list.badge} data-tone={TONES[each.state]}>
                        {t.deliveryStates[each.state]} {each.lastStatus ?? ''}
                      </span>
                    </td>
                    <td className={css.act}>
                      {each.state !== 'pending' && (
                        <Button small look="quiet" onClick={() => void resend(each.id)}>
                          {t.resend}
                        </Button>
                      )}
                    </td>
                  </tr>
                  <tr className={css.more}>
                    <td colSpan={3}>
                      {[formats.instant(each.createdAt), told(each, 'lastError')].filter(Boolean).join(' · ')}
                    </td>
                  </tr>
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  )
}
