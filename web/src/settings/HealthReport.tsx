import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import list from '../overview/Overview.module.css'
import { Problem } from '../parts/Problem'
import { Card, Skeleton } from '../parts/parts'
import { useTold } from '../words/told'
import { useWords } from '../words/words'
import { Copy } from './Secret'
import css from './Settings.module.css'

const TONES = { ok: 'good', warning: undefined, problem: 'bad' } as const

/** What was looked at and what to do about it, and all of it as text for whoever is asked for help. */
export function HealthReport() {
  const t = useWords().settings
  const told = useTold()
  const { data, error, refetch } = useQuery({
    queryKey: ['health-report'],
    queryFn: () => ask('GET /health/report'),
  })
  if (!data) return error ? <Problem error={error} onRetry={refetch} /> : <Skeleton height="14rem" />
  return (
    <Card title={t.report} actions={<Copy text={data.markdown} />}>
      <p className={css.hint}>{t.reportHint}</p>
      <ul className={`${list.list} ${css.findings}`} data-testid="findings">
        {data.findings.map((finding) => (
          <li key={finding.about}>
            <div className={list.grow}>
              <span className={list.badge} data-tone={TONES[finding.state]}>
                {t.findings[finding.state]}
              </span>{' '}
              <strong>{told(finding, 'about')}</strong>
              <p className={list.soft}>{told(finding, 'found')}</p>
              {finding.state !== 'ok' && finding.why && <p className={list.soft}>{told(finding, 'why')}</p>}
              {finding.advice && <p className={list.soft}>{told(finding, 'advice')}</p>}
            </div>
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <pre className={css.report} tabIndex={0} style={{ marginTop: '0.7rem' }}>
        {data.markdown}
      </pre>
    </Card>
  )
}
