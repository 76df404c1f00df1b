import { ask, request } from '../api/client'
import { useApiHas } from '../api/has'
import { refresh } from '../api/queries'
import { Button } from '../parts/parts'
import { useAct, useSay } from '../parts/Toasts'
import { useFormats, useWords } from '../words/words'
import css from './Library.module.css'

/** Requests under way at a time: the api has one for each photo. */
const AT_ONCE = 6

/** What can be done with all chosen photos. */
export function BulkBar({ ids, onClear }: { ids: ReadonlySet<string>; onClear: () => void }) {
  const words = useWords()
  const formats = useFormats()
  const say = useSay()
  const act = useAct()
  const t = words.library
  const canFavour = useApiHas('patch', '/photos/{id}')

  const forEach = (change: (id: string) => Promise<unknown>, done: (n: string, count: number) => string) =>
    act(async () => {
      const left = [...ids]
      let failed = 0
      const one = async () => {
        for (let id = left.pop(); id !== undefined; id = left.pop()) await change(id).catch(() => failed++)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, one))
      const changed = ids.size - failed
      if (changed > 0) say(done(formats.number(changed), changed))
      if (failed > 0) say(t.partly(formats.number(failed)), true)
      await refresh('timeline-photos', 'photo', 'status')
      onClear()
    })
  return (
    <div className={css.bulk} role="toolbar" aria-label={t.selected(formats.number(ids.size))}>
      <Button icon="close" look="quiet" small aria-label={t.clear} title={t.clear} onClick={onClear} />
      <strong aria-live="polite">{t.selected(formats.number(ids.size))}</strong>
      {canFavour && (
        <Button
          icon="heart"
          small
          onClick={() =>
            void forEach(
              (id) => request('PATCH', `photos/${id}`, { body: { favourite: true } }),
              (n, count) => t.photos(n, count),
            )
          }
        >
          {t.favourite}
        </Button>
      )}
      <Button
        icon="refresh"
        small
        look="primary"
        onClick={() => void forEach((id) => ask('POST /photos/{id}/reanalyse', { path: { id } }), t.reanalysed)}
      >
        {t.reanalyse}
      </Button>
    </div>
  )
}
