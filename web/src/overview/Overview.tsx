import { Redirect } from 'wouter'
import { useStatus } from '../api/queries'
import { Problem } from '../parts/Problem'
import { Skeleton } from '../parts/parts'
import { useWords } from '../words/words'
import { EngineCard } from './EngineCard'
import { FailuresCard } from './FailuresCard'
import { Hero } from './Hero'
import { NowLooking } from './NowLooking'
import css from './Overview.module.css'
import { Recent } from './Recent'
import { SharesCard } from './SharesCard'
import { ThroughputCard } from './ThroughputCard'
import { WorkCard } from './WorkCard'

/** How a daemon is doing that nobody wants to think about. */
export function Overview() {
  const words = useWords()
  const { data: status, error, refetch } = useStatus()
  if (!status) return error ? <Problem error={error} onRetry={refetch} /> : <OverviewSkeleton />
  if (status.welcome) return <Redirect to="/welcome" replace />
  return (
    <div className={css.page}>
      <h1 className={css.title}>{words.overview.title}</h1>
      <Hero status={status} />
      <NowLooking />
      <Recent analysed={status.photos.analysed} />
      <div className={css.columns}>
        <div className={css.wide}>
          <ThroughputCard />
          <SharesCard shares={status.shares} />
        </div>
        <div className={css.narrow}>
          <FailuresCard failed={status.photos.failed + status.files.failed} />
          <EngineCard engine={status.engine} />
          <WorkCard status={status} />
        </div>
      </div>
    </div>
  )
}

function OverviewSkeleton() {
  return (
    <div className={css.page}>
      <Skeleton height="11rem" />
      <Skeleton height="12rem" />
      <div className={css.columns}>
        <div className={css.wide}>
          <Skeleton height="18rem" />
        </div>
        <div className={css.narrow}>
          <Skeleton height="18rem" />
        </div>
      </div>
    </div>
  )
}
