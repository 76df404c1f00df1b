import type { Errand } from '../api/types'
import { useTold } from '../words/told'
import { useWords } from '../words/words'
import css from './models.module.css'

/** What went wrong in the reader's language; what exactly, in the words of whoever found out. */
export function ErrandProblem({ problem }: { problem: NonNullable<Errand['problem']> }) {
  const words = useWords()
  const told = useTold()
  const said = words.models.problems[problem.code]
  return (
    <div className={css.problem} role="alert">
      <p>{said ?? told(problem, 'message')}</p>
      {said && (
        <details>
          <summary>{words.models.details}</summary>
          <p>{told(problem, 'message')}</p>
        </details>
      )}
    </div>
  )
}
