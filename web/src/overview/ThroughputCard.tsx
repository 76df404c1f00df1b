import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { ask } from '../api/client'
import { Problem } from '../parts/Problem'
import { Card, Segments, Skeleton } from '../parts/parts'
import { useFormats, useWords } from '../words/words'
import css from './Overview.module.css'

const Plot = lazy(() => import('./Plot').then((plot) => ({ default: plot.Plot })))

/** Without news the picture still moves on with the clock. */
const EVERY_MS = 60_000

export function ThroughputCard() {
  const words = useWords()
  const formats = useFormats()
  const [span, choose] = useState<'hour' | 'day'>('hour')
  const { data, error, refetch } = useQuery({
    queryKey: ['throughput', span],
    queryFn: () => ask('GET /throughput', { query: { span } }),
    refetchInterval: EVERY_MS,
    placeholderData: (before) => before,
  })
  const total = data?.points.reduce((sum, point) => sum + point.analysed, 0) ?? 0
  return (
    <Card
      title={words.overview.throughput}
      actions={
        <Segments
          label={words.overview.throughput}
          value={span}
          onChange={choose}
          choices={[
            ['hour', words.overview.hour],
            ['day', words.overview.day],
          ]}
        />
      }
    >
      {error && !data && <Problem error={error} onRetry={refetch} />}
      {!error && !data && <Skeleton height="13.5rem" />}
      {data && total === 0 && <p className={css.plotEmpty}>{words.overview.noThroughput}</p>}
      {data && total > 0 && (
        <Suspense fallback={<Skeleton height="13.5rem" />}>
          <Plot data={data} />
        </Suspense>
      )}
      {data && (
        <p className={`${css.soft} ${css.between}`}>
          <span>
            {data.stepSeconds === 60 ? words.overview.perMinute : words.overview.perStep(data.stepSeconds / 60)}
          </span>
          <span>{words.overview.total(formats.number(total), total)}</span>
        </p>
      )}
    </Card>
  )
}
