import type { Errand } from '../api/types'
import { Bar, Button } from '../parts/parts'
import { useFormats, useWords } from '../words/words'
import { ErrandProblem } from './ErrandProblem'
import css from './models.module.css'
import { useModelActions } from './useModels'

/** A download or a check that is under way or waits for another try: how far it is, and the way out. */
export function ErrandProgress({ errand }: { errand: Errand }) {
  const words = useWords()
  const formats = useFormats()
  const t = words.models
  const { end } = useModelActions()
  const { progress, retryAt, cancelled } = errand
  const { received = 0, total = null, bytesPerSecond = 0, phase } = progress ?? {}
  const left = total !== null && bytesPerSecond > 0 ? (total - received) / bytesPerSecond : undefined
  const facts = [
    total !== null && t.progress(formats.bytes(received), formats.bytes(total)),
    phase === 'download' && bytesPerSecond > 0 && t.speed(formats.bytes(bytesPerSecond)),
    phase === 'download' && left !== undefined && words.overview.left(formats.duration(left)),
    phase === 'verify' && t.checking,
  ].filter(Boolean)
  return (
    <div className={css.progress} data-testid="progress">
      {errand.problem && <ErrandProblem problem={errand.problem} />}
      {retryAt ? (
        <p className={css.soft}>{t.retryAt(formats.clock(new Date(retryAt)))}</p>
      ) : (
        <>
          {total ? <Bar share={Math.min(1, received / total)} label={progress?.file ?? errand.name} /> : null}
          <p className={css.soft} title={progress?.file}>
            {cancelled ? t.stopping : facts.length > 0 ? facts.join(' · ') : t.queued}
          </p>
        </>
      )}
      <Button small disabled={cancelled} onClick={() => void end(errand)} aria-label={`${t.stop}: ${errand.name}`}>
        {t.stop}
      </Button>
    </div>
  )
}
