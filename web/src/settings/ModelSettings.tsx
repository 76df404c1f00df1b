import { useStatus } from '../api/queries'
import { EngineCard } from '../overview/EngineCard'
import { Card, Skeleton } from '../parts/parts'
import { useWords } from '../words/words'
import css from './Settings.module.css'

/** How the model is doing; choosing another is the command line's for now. */
export function ModelSettings() {
  const words = useWords()
  const { data } = useStatus()
  return (
    <>
      {data ? <EngineCard engine={data.engine} /> : <Skeleton height="14rem" />}
      <Card>
        <p className={css.hint}>{words.settings.modelHint}</p>
        <dl className={css.commands} style={{ marginTop: '0.9rem' }}>
          {Object.entries(words.settings.modelCommands).map(([command, what]) => (
            <div key={command}>
              <dt>
                <code>{command}</code>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  )
}
