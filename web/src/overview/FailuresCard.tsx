import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask } from '../api/client'
import { refresh } from '../api/queries'
import { Button, Card } from '../parts/parts'
import { useAct } from '../parts/Toasts'
import { useTold } from '../words/told'
import { useFormats, useWords } from '../words/words'
import css from './Overview.module.css'

/** Failures by their reason, each with a way to try it again; not there while nothing has failed. */
export function FailuresCard({ failed }: { failed: number }) {
  const words = useWords()
  const formats = useFormats()
  const t = words.overview
  const told = useTold()
  const act = useAct()
  const [code, open] = useState<string>()
  const { data, refetch } = useQuery({
    queryKey: ['failures', code],
    queryFn: () => ask('GET /failures', { query: { limit: 20, ...(code ? { code } : {}) } }),
    enabled: failed > 0,
    placeholderData: (before) => before,
  })
  // another number means another list
  useEffect(() => {
    if (failed > 0) void refetch()
  }, [failed])
  if (failed === 0 || !data || data.codes.length === 0) return null

  const retry = (only?: string) =>
    act(
      async () => {
        await ask('POST /failures/retry', { body: only ? { code: only } : {} })
        await refresh('failures', 'status')
      },
      t.retried(formats.number(countOf(only)), countOf(only)),
    )
  const countOf = (only?: string) =>
    data.codes.reduce((sum, each) => sum + (only === undefined || each.code === only ? each.count : 0), 0)

  return (
    <Card
      title={t.failures}
      className={css.failed}
      actions={
        data.codes.length > 1 && (
          <Button small icon="refresh" onClick={() => void retry()}>
            {t.retryAll}
          </Button>
        )
      }
    >
      <ul className={css.list} data-testid="failures">
        {data.codes.map((each) => (
          <li key={each.code}>
            <details
              className={css.grow}
              open={code === each.code}
              onToggle={(event) => {
                if (event.currentTarget.open) open(each.code)
              }}
            >
              <summary>
                {t.failureCodes[each.code] ?? each.code} <span className={css.badge}>{formats.number(each.count)}</span>
              </summary>
              <ul className={css.failedItems}>
                {data.items
                  .filter((item) => item.code === each.code)
                  .map((item) => (
                    <li key={`${item.photoId}${item.path}`}>
                      <span className={css.path}>{item.path ?? item.photoId}</span>
                      <span>{told(item, 'reason')}</span>
                    </li>
                  ))}
              </ul>
            </details>
            <Button small onClick={() => void retry(each.code)} aria-label={`${t.retry}: ${each.code}`}>
              {t.retry}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
