import { ask } from '../api/client'
import { refresh } from '../api/queries'
import type { Models } from '../api/types'
import { Button, Card } from '../parts/parts'
import { useAct } from '../parts/Toasts'
import { useWords } from '../words/words'
import css from './models.module.css'
import { ServerForm } from './ServerForm'

/** Another machine that looks at the photos. */
export function Server({ models }: { models: Models }) {
  const t = useWords().models
  const act = useAct()
  const end = () =>
    act(async () => {
      await ask('DELETE /models/server')
      await refresh('models', 'status')
    }, t.serverEnded)
  return (
    <Card
      title={t.server}
      actions={
        models.server && !models.fixed ? (
          <Button small look="quiet" onClick={() => void end()}>
            {t.serverEnd}
          </Button>
        ) : undefined
      }
    >
      <div className={css.stack}>
        <p className={css.soft}>{t.serverHint}</p>
        {models.fixed ? (
          <p className={css.notice}>{t.fixed[models.fixed]}</p>
        ) : (
          <ServerForm
            key={models.server?.url}
            server={models.server}
            useLabel={t.serverUse}
            onUse={(body) =>
              act(async () => {
                await ask('PUT /models/server', { body })
                await refresh('models', 'status')
              }, t.serverUsed)
            }
          />
        )}
      </div>
    </Card>
  )
}
