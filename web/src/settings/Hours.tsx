import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import { refresh } from '../api/queries'
import { Problem } from '../parts/Problem'
import { Card, Segments, Skeleton } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useAct } from '../parts/Toasts'
import { useWords } from '../words/words'
import css from './Settings.module.css'

const NIGHT = ['22:00', '07:00'] as const

/** When photos are analysed, in the local time of the machine that does it. */
export function Hours() {
  const words = useWords()
  const t = words.settings
  const act = useAct()
  const { data, error, refetch } = useQuery({ queryKey: ['settings'], queryFn: () => ask('GET /settings') })
  if (!data) return error ? <Problem error={error} onRetry={refetch} /> : <Skeleton height="6rem" />

  const hours = data.settings.analyseHours
  const fixed = data.fixed.includes('analyseHours')
  const [from = NIGHT[0], to = NIGHT[1]] = hours?.split('-') ?? []
  const save = (next: string | null) =>
    act(async () => {
      await ask('PATCH /settings', { body: { analyseHours: next } })
      await refresh('settings', 'status')
    })
  return (
    <>
      <p className={css.hint}>{t.hoursHint}</p>
      <Card>
        <fieldset className={css.fieldset} disabled={fixed}>
          <div className={css.times}>
            <Segments
              label={t.sections.hours}
              value={hours === null ? 'always' : 'window'}
              onChange={(choice) => void save(choice === 'always' ? null : NIGHT.join('-'))}
              choices={[
                ['always', t.hoursAlways],
                ['window', t.hoursWindow],
              ]}
            />
            {hours !== null && (
              <>
                <input
                  className={parts.input}
                  type="time"
                  aria-label={t.hoursFrom}
                  defaultValue={from}
                  required
                  onBlur={(event) => event.target.value && void save(`${event.target.value}-${to}`)}
                />
                <span>–</span>
                <input
                  className={parts.input}
                  type="time"
                  aria-label={t.hoursTo}
                  defaultValue={to}
                  required
                  onBlur={(event) => event.target.value && void save(`${from}-${event.target.value}`)}
                />
              </>
            )}
          </div>
        </fieldset>
        {fixed && <p className={css.hint}>{t.fixed}</p>}
      </Card>
    </>
  )
}
