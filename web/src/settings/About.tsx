import { base } from '../api/client'
import { useStatus } from '../api/queries'
import { Fact } from '../overview/EngineCard'
import list from '../overview/Overview.module.css'
import { Card, Skeleton } from '../parts/parts'
import { useWords } from '../words/words'
import { HealthReport } from './HealthReport'

export function About() {
  const words = useWords()
  const t = words.settings
  const { data } = useStatus()
  if (!data) return <Skeleton height="14rem" />
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
      <HealthReport />
    </>
  )
}
