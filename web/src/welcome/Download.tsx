import { Link } from 'wouter'
import type { Errand, Models } from '../api/types'
import { ErrandProblem } from '../models/ErrandProblem'
import { ErrandProgress } from '../models/ErrandProgress'
import { errandOf, isOpen } from '../models/useModels'
import { useWords } from '../words/words'
import css from './Welcome.module.css'

/** How the model that was chosen comes, and what one can do where it does not. */
export function Download({ name, models }: { name: string; models: Models | undefined }) {
  const t = useWords().welcome
  const errand = models && errandOf(models, 'pull', name)
  if (errand?.state === 'done') return <p>{t.doneModel(name)}</p>
  if (errand?.state === 'failed') return <GivenUp name={name} errand={errand} />
  const stuck = errand?.problem
  return (
    <>
      <p>{stuck ? t.stuck(name) : t.doneDownload(name)}</p>
      {errand && isOpen(errand) && <ErrandProgress errand={errand} />}
      {models && stuck && (
        <ul className={css.ways}>
          <li>{t.stuckAgain}</li>
          <li>{t.stuckMeanwhile}</li>
          <li>{t.stuckByHand(filesOf(models, name).join(t.and), models.folder)}</li>
        </ul>
      )}
    </>
  )
}

/** For another try nobody waits. */
function GivenUp({ name, errand }: { name: string; errand: Errand }) {
  const t = useWords().welcome
  return (
    <>
      <p>{t.stuck(name)}</p>
      {errand.problem && <ErrandProblem problem={errand.problem} />}
      <ul className={css.ways}>
        <li>
          <Link href="/settings?section=model">{t.givenUp}</Link>
        </li>
        <li>{t.stuckMeanwhile}</li>
      </ul>
    </>
  )
}

const filesOf = ({ items }: Models, name: string) => items.find((each) => each.name === name)?.files ?? []
