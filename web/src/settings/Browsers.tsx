import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import { queries, refresh } from '../api/queries'
import list from '../overview/Overview.module.css'
import { Problem } from '../parts/Problem'
import { Button, Card, Skeleton } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useAct } from '../parts/Toasts'
import { useFormats, useWords } from '../words/words'
import { browserName } from './browser-name'

/** Where somebody is signed in, this browser first among them. */
export function Browsers() {
  const words = useWords()
  const t = words.signIn
  const formats = useFormats()
  const act = useAct()
  const { data, error, refetch } = useQuery({ queryKey: ['sessions'], queryFn: () => ask('GET /sessions') })
  const end = (id: number) =>
    act(async () => {
      await ask('DELETE /sessions/{id}', { path: { id } })
      await refresh('sessions')
    })
  const endOthers = () =>
    act(async () => {
      await ask('DELETE /sessions')
      await refresh('sessions')
    }, t.othersOut)
  const leave = () =>
    act(async () => {
      await ask('DELETE /session')
      await queries.resetQueries()
    })
  return (
    <Card title={t.browsers}>
      {error && !data && <Problem error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height="6rem" />}
      <ul className={list.list} data-testid="sessions">
        {data?.items.map((each) => (
          <li key={each.id}>
            <div className={list.grow}>
              <strong>{browserName(each.userAgent) ?? t.unknownBrowser}</strong>
              <p className={list.soft}>
                {each.current ? t.thisOne : t.seen(formats.ago(each.lastSeenAt))} · {each.address}
              </p>
            </div>
            {each.current ? (
              <Button small onClick={() => void leave()}>
                {t.signOut}
              </Button>
            ) : (
              <Button small look="danger" onClick={() => void end(each.id)}>
                {t.signOutOther}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {(data?.items.length ?? 0) > 1 && (
        <div className={parts.row} style={{ marginTop: '0.8rem' }}>
          <Button small onClick={() => void endOthers()}>
            {t.signOutOthers}
          </Button>
        </div>
      )}
    </Card>
  )
}
