import { ask } from '../api/client'
import { refresh } from '../api/queries'
import type { Models } from '../api/types'
import { Button, Card } from '../parts/parts'
import { useAct } from '../parts/Toasts'
import { useFormats, useWords } from '../words/words'
import { ErrandProblem } from './ErrandProblem'
import { Measurements } from './Measurements'
import css from './models.module.css'
import { Plan } from './Plan'
import { errandOf, isOpen, useModelActions } from './useModels'

/** What this machine is best at: measured, while one watches, and by published figures. */
export function Tune({ models }: { models: Models }) {
  const words = useWords()
  const formats = useFormats()
  const t = words.models
  const act = useAct()
  const { end } = useModelActions()
  const errand = errandOf(models, 'tune')
  const open = isOpen(errand)
  const rows = (open ? errand?.progress?.rows : errand?.result?.rows) ?? []
  const now = open ? errand?.progress?.now : undefined
  const start = () =>
    act(async () => {
      await ask('POST /tune', { body: {} })
      await refresh('models')
    })
  return (
    <Card
      title={t.tune}
      actions={
        open && errand ? (
          <Button small disabled={errand.cancelled} onClick={() => void end(errand)}>
            {errand.cancelled ? t.stopping : t.stop}
          </Button>
        ) : (
          <Button small disabled={!isUsable(models)} onClick={() => void start()}>
            {t.tuneStart}
          </Button>
        )
      }
    >
      <div className={css.stack}>
        <p className={css.soft}>{t.tuneHint}</p>
        {open && (
          <p className={css.now} role="status" data-testid="tune-now">
            {now
              ? [
                  t.tuneNow(formats.number(now.slots), now.imageTokens?.toString()),
                  now.photos !== undefined && folders(now.photos),
                  t.tuneLeft(formats.number(now.left)),
                ]
                  .filter(Boolean)
                  .join(' · ')
              : t.tuneRest}
          </p>
        )}
        {rows.length > 0 && <Measurements rows={rows} best={open ? undefined : errand?.result?.best} />}
        {!open && errand?.state === 'done' && errand.result && (
          <p className={errand.result.kept ? css.good : css.soft}>
            {errand.result.kept ? t.tuneKept : errand.result.untried?.length ? t.tunePartly : t.tuneNothing}
          </p>
        )}
        {!open && errand?.state === 'cancelled' && <p className={css.soft}>{t.tuneStopped}</p>}
        {!open && errand?.problem && (
          <ErrandProblem
            problem={
              errand.problem.code === 'interrupted' ? { ...errand.problem, code: 'interrupted_tune' } : errand.problem
            }
          />
        )}
        <Plan />
      </div>
    </Card>
  )

  function folders(photos: number): string {
    return words.folders.counted(formats.number(photos), photos)
  }
}

/** There must be something to measure. */
function isUsable({ items, server, fixed, chosen }: Models): boolean {
  return (
    server !== null || fixed !== null || chosen !== null || items.some(({ kind, used }) => kind === 'vision' && used)
  )
}
