import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { ask } from '../api/client'
import { refresh } from '../api/queries'
import type { Status } from '../api/types'
import { Bar, Button, buttonClass, Switch } from '../parts/parts'
import { useAct } from '../parts/Toasts'
import { useTold } from '../words/told'
import { useFormats, useWords } from '../words/words'
import { type Headline, headline } from './headline'
import css from './Overview.module.css'

/** What "only at night" means until another time is chosen in the settings. */
const NIGHT = '22:00-07:00'

const TONES: Partial<Record<Headline['state'], string>> = {
  analysing: 'busy',
  reading: 'busy',
  loading: 'busy',
  measuring: 'busy',
  downloading: 'busy',
  idle: 'good',
  held: 'bad',
  problem: 'bad',
}

/** The state in one glance, how far it is, and the few things that one does about it. */
export function Hero({ status }: { status: Status }) {
  const told = useTold()
  const words = useWords()
  const formats = useFormats()
  const said = headline(status)
  const { photos, rate, engine } = status
  const changesAt = engine.hours?.changesAt ? formats.clock(new Date(engine.hours.changesAt)) : undefined
  const busy = said.state === 'analysing' || said.state === 'reading'
  return (
    <section className={css.hero}>
      <div className={css.heroHead}>
        <div className={css.heroText}>
          <p className={css.heroState} role="status" data-testid="state" data-state={said.state}>
            <span className={css.dot} data-tone={TONES[said.state]} />
            {words.state[said.state]}
          </p>
          <Reason said={said} status={status} changesAt={changesAt} />
        </div>
        {said.state === 'empty' ? (
          <Link href="/settings" className={buttonClass({ look: 'primary' })}>
            {words.overview.addFolder}
          </Link>
        ) : (
          <>
            {said.state === 'waiting' && (
              <Link href="/settings?section=model" className={buttonClass({ look: 'primary' })}>
                {words.overview.chooseModel}
              </Link>
            )}
            <Actions status={status} />
          </>
        )}
      </div>
      {photos.total > 0 && said.state !== 'idle' && (
        <>
          <Bar share={photos.analysed / photos.total} label={words.overview.throughput} />
          <p className={css.figures}>
            <strong data-testid="done">
              {words.overview.done(formats.number(photos.analysed), formats.number(photos.total))}
            </strong>
            {busy && rate.perMinute > 0 && <span>{words.overview.rate(formats.number(rate.perMinute))}</span>}
            {busy && rate.etaSeconds ? <span>{words.overview.left(formats.duration(rate.etaSeconds))}</span> : null}
            {busy && engine.hours?.open && changesAt && <span>{words.overview.workUntil(changesAt)}</span>}
          </p>
        </>
      )}
      {engine.notice && <p className={css.notice}>{told(engine, 'notice')}</p>}
    </section>
  )
}

function Reason({ said, status, changesAt }: { said: Headline; status: Status; changesAt: string | undefined }) {
  const words = useWords()
  const formats = useFormats()
  const told = useTold()
  const text = {
    problem: told(status.engine, 'reason', 'hint'),
    held: said.state === 'held' ? words.overview.held[said.why] : '',
    idle: words.overview.allDone(formats.number(status.photos.analysed), status.photos.analysed),
    resting: changesAt ? words.overview.restUntil(changesAt) : '',
    // What exactly is missing is said where a model is chosen.
    waiting: words.models.none,
    empty: words.overview.emptyHint,
  }[said.state as string]
  return text ? <p className={css.heroReason}>{text}</p> : null
}

function Actions({ status }: { status: Status }) {
  const words = useWords()
  const act = useAct()
  const settings = useQuery({ queryKey: ['settings'], queryFn: () => ask('GET /settings') })
  const { paused } = status.queues.analyse
  const hours = settings.data?.settings.analyseHours ?? null
  const fixed = settings.data?.fixed.includes('analyseHours') ?? true

  const turn = () =>
    act(async () => {
      await ask(paused ? 'POST /queues/{name}/resume' : 'POST /queues/{name}/pause', { path: { name: 'analyse' } })
      await refresh('status')
    })
  const setNightly = (on: boolean) =>
    act(async () => {
      await ask('PATCH /settings', { body: { analyseHours: on ? NIGHT : null } })
      await refresh('settings', 'status')
    })
  return (
    <div className={css.actions}>
      <span title={fixed && settings.data ? words.overview.nightlyFixed : (hours ?? NIGHT)}>
        <Switch checked={hours !== null} disabled={fixed} onChange={(on) => void setNightly(on)}>
          {words.overview.nightly}
        </Switch>
      </span>
      <Button icon={paused ? 'play' : 'pause'} look={paused ? 'primary' : 'plain'} onClick={() => void turn()}>
        {paused ? words.overview.resume : words.overview.pause}
      </Button>
    </div>
  )
}
