import { ask } from '../api/client'
import { refresh, useStatus } from '../api/queries'
import type { Models } from '../api/types'
import list from '../overview/Overview.module.css'
import { Bar, Card, Switch } from '../parts/parts'
import { useAct } from '../parts/Toasts'
import { useTold } from '../words/told'
import { useFormats, useWords } from '../words/words'
import { ModelRow } from './ModelRow'
import css from './models.module.css'

/** Embeddings: which model, how far it is, or why there are none. */
export function Meaning({ models }: { models: Models }) {
  const words = useWords()
  const told = useTold()
  const formats = useFormats()
  const t = words.models
  const act = useAct()
  const { data: status } = useStatus()
  if (!status) return null
  const { textEngine: engine, queues, photos } = status
  const good = engine.state === 'ready' || engine.state === 'idle'
  const off = models.embeddingOff
  const turn = (on: boolean) =>
    act(async () => {
      await ask('PATCH /settings', { body: { embeddingModel: on ? null : 'none' } })
      await refresh('models', 'status', 'settings')
    })
  return (
    <Card
      title={t.meaning}
      actions={
        <span className={list.badge} data-tone={good ? 'good' : engine.state === 'failed' ? 'bad' : undefined}>
          {t.meaningStates[engine.state]}
        </span>
      }
    >
      <div className={css.stack}>
        <p className={css.soft}>{t.meaningHint}</p>
        {engine.model && <p className={list.engineName}>{engine.model}</p>}
        {engine.model && photos.analysed > 0 && (
          <div className={css.progress}>
            <Bar share={Math.min(1, queues.embed.completed / photos.analysed)} label={t.meaning} />
            <p className={css.soft}>
              {t.meaningDone(formats.number(queues.embed.completed), formats.number(photos.analysed))}
            </p>
          </div>
        )}
        {engine.state === 'waiting' && <p className={css.soft}>{t.meaningNone}</p>}
        {engine.reason && !good && engine.state !== 'waiting' && engine.state !== 'off' && (
          <p className={list.notice}>{told(engine, 'reason', 'hint')}</p>
        )}
        {models.embeddingFixed ? (
          <p className={css.notice}>{t.fixedEmbedding}</p>
        ) : (
          <Switch checked={!off} onChange={(on) => void turn(on)}>
            {t.meaningOn}
          </Switch>
        )}
        {!off && (
          <ul className={css.models}>
            {models.items
              .filter(({ kind }) => kind === 'embedding')
              .map((model) => (
                <ModelRow key={model.name} model={model} models={models} fixed={models.embeddingFixed} />
              ))}
          </ul>
        )}
      </div>
    </Card>
  )
}
