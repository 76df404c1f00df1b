import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api/client'
import type { Plan as PlanOf } from '../api/types'
import { Fact } from '../overview/EngineCard'
import list from '../overview/Overview.module.css'
import { Problem } from '../parts/Problem'
import { Skeleton } from '../parts/parts'
import more from '../viewer/Viewer.module.css'
import { useTold, useToldList } from '../words/told'
import { useFormats, useWords } from '../words/words'
import css from './models.module.css'

/** What is planned for this machine, and why; nothing is measured for it. */
export function Plan() {
  const t = useWords().models
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['tune'],
    queryFn: () => ask('GET /tune'),
    enabled: open,
    retry: 5,
  })
  return (
    <details className={more.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.plan}</summary>
      {error && !data && <Problem error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height="8rem" />}
      {data && <Planned plan={data.plan} />}
      {data?.own && <Planned plan={data.own} />}
    </details>
  )
}

function Planned({ plan }: { plan: PlanOf }) {
  const formats = useFormats()
  const t = useWords().models
  const [told, toldList] = [useTold(), useToldList()]
  const { from, to } = plan.secondsPerPhoto
  return (
    <div className={css.plan}>
      <dl className={list.facts}>
        <Fact name={t.planFacts.engine} value={t.planEngine[plan.engine]} />
        <Fact name={t.planFacts.model} value={`${plan.model} (${formats.bytes(plan.memoryBytes)})`} />
        <Fact name={t.planFacts.on} value={plan.on} />
        <Fact name={t.planFacts.slots} value={formats.number(plan.slots)} />
        <Fact name={t.planFacts.detail} value={formats.number(plan.imageMaxTokens)} />
        {plan.gpuLayers > 0 && <Fact name={t.planFacts.gpu} value={formats.number(plan.gpuLayers)} />}
        <Fact name={t.planFacts.expected} value={t.seconds(formats.about(from), formats.about(to))} />
      </dl>
      <h3 className={list.subhead}>{t.planWhy}</h3>
      <ul className={css.reasons}>
        {[...toldList(plan.reasons, plan.told?.reasons), told(plan, 'nextStep')].map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {plan.server && (
        <>
          <h3 className={list.subhead}>{t.planServer}</h3>
          <code className={css.command}>{plan.server.command}</code>
        </>
      )}
    </div>
  )
}
