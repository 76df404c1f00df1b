import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import { refresh } from '../api/queries'
import { Problem } from '../parts/Problem'
import { Button, Card, Segments, Skeleton } from '../parts/parts'
import { useAct } from '../parts/Toasts'
import { useFormats, useWords } from '../words/words'
import css from './Settings.module.css'

/** In which language photos are described from now on, and what becomes of the others. */
export function DescriptionLanguage() {
  const words = useWords()
  const t = words.descriptions
  const act = useAct()
  const { data, error, refetch } = useQuery({ queryKey: ['settings'], queryFn: () => ask('GET /settings') })
  if (!data) return error ? <Problem error={error} onRetry={refetch} /> : <Skeleton height="8rem" />
  const { language } = data.settings
  const fixed = data.fixed.includes('language')
  const choose = (next: 'en' | 'zh') =>
    act(async () => {
      await ask('PATCH /settings', { body: { language: next } })
      await refresh('settings', 'reanalysis')
    })
  return (
    <Card title={t.title}>
      <p className={css.hint}>{t.hint}</p>
      <fieldset className={css.fieldset} disabled={fixed} style={{ marginTop: '0.7rem' }}>
        <Segments
          label={t.title}
          value={language}
          onChange={(next) => void choose(next)}
          choices={Object.entries(t.languages) as ['en' | 'zh', string][]}
        />
      </fieldset>
      {fixed && <p className={css.hint}>{words.settings.fixed}</p>}
      <Others language={language} />
    </Card>
  )
}

function Others({ language }: { language: 'en' | 'zh' }) {
  const words = useWords()
  const formats = useFormats()
  const t = words.descriptions
  const act = useAct()
  const { data } = useQuery({
    queryKey: ['reanalysis', language],
    queryFn: () => ask('GET /reanalysis', { query: { language } }),
  })
  if (!data || data.photos === 0) return null
  const again = () =>
    act(async () => {
      await ask('POST /reanalysis', { body: { language } })
      await refresh('status')
    }, t.asked)
  return (
    <div className={css.others} data-testid="others">
      <p>
        {t.others(formats.number(data.photos), data.photos)}{' '}
        {data.seconds !== null && data.seconds > 0 && t.time(formats.about(data.seconds))}
      </p>
      <Button onClick={() => void again()}>{t.again}</Button>
    </div>
  )
}
