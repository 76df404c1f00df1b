import { base } from '../api/client'
import { useApiHas } from '../api/has'
import { useStatus } from '../api/queries'
import type { Status } from '../api/types'
import { Fact } from '../overview/EngineCard'
import list from '../overview/Overview.module.css'
import { Card, Skeleton } from '../parts/parts'
import { useWords } from '../words/words'
import { HealthReport } from './HealthReport'
import { Copy } from './Secret'
import css from './Settings.module.css'

export function About() {
  const words = useWords()
  const t = words.settings
  const { data } = useStatus()
  const checked = useApiHas('get', '/health/report')
  if (!data) return <Skeleton height="14rem" />
  const report = JSON.stringify(reportOf(data), null, 2)
  return (
    <>
      <Card>
        <dl className={list.facts}>
          <Fact name={t.version} value={data.version} />
          <div>
            <dt>{t.api}</dt>
            <dd>
              <a href={new URL('docs', base).href}>/docs</a>
            </dd>
          </div>
        </dl>
      </Card>
      {checked ? <HealthReport /> : <StatusReport report={report} />}
    </>
  )
}

/** What there is to copy where the api does not look at more. */
function StatusReport({ report }: { report: string }) {
  const t = useWords().settings
  return (
    <Card title={t.report} actions={<Copy text={report} />}>
      <p className={css.hint}>{t.reportHint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <pre className={css.report} tabIndex={0} style={{ marginTop: '0.7rem' }}>
        {report}
      </pre>
    </Card>
  )
}

/** Nothing of it says whose photos they are. */
function reportOf(status: Status) {
  return {
    ...status,
    shares: status.shares.map(({ mode, watching, state, files, lastScanAt }) => ({
      mode,
      watching,
      state,
      files,
      lastScanAt,
    })),
    browser: navigator.userAgent,
    at: new Date().toISOString(),
  }
}
