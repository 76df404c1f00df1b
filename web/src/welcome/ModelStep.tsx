import { useState } from 'react'
import type { Model, Models } from '../api/types'
import { Machine } from '../models/Catalog'
import { ServerForm } from '../models/ServerForm'
import { useModels } from '../models/useModels'
import { Problem } from '../parts/Problem'
import { Button, Skeleton } from '../parts/parts'
import { useFormats, useWords } from '../words/words'
import { Choice } from './Choice'
import type { Looker } from './set-up'
import css from './Welcome.module.css'

type Kind = 'model' | 'server' | 'later'

export function ModelStep({ onBack, onNext }: { onBack: () => void; onNext: (looker: Looker) => Promise<unknown> }) {
  const t = useWords().welcome
  const { data: models, error, refetch } = useModels()
  return (
    <>
      <p className={css.soft}>{t.modelHint}</p>
      {!models && (error ? <Problem error={error} onRetry={refetch} /> : <Skeleton height="12rem" />)}
      {models?.fixed && <Fixed models={models} onBack={onBack} onNext={onNext} />}
      {models && !models.fixed && <Choices models={models} onBack={onBack} onNext={onNext} />}
    </>
  )
}

interface Steps {
  models: Models
  onBack: () => void
  onNext: (looker: Looker) => Promise<unknown>
}

function Choices({ models, onBack, onNext }: Steps) {
  const t = useWords().welcome
  const [chosen, choose] = useState<Kind>()
  const [busy, setBusy] = useState(false)
  const suitable = suitableIn(models)
  const kind = chosen ?? (suitable || models.machine === null ? 'model' : 'later')
  const next = (looker: Looker) => {
    setBusy(true)
    return onNext(looker).finally(() => setBusy(false))
  }
  const go = () => {
    if (kind !== 'model') return next({ kind: 'later' })
    return suitable && next({ kind: 'model', name: suitable.name, there: suitable.state === 'installed' })
  }
  return (
    <>
      <Machine models={models} />
      <fieldset className={css.choices}>
        <legend className={css.hidden}>{t.modelTitle}</legend>
        {(suitable || models.machine === null) && (
          <Choice name="looker" checked={kind === 'model'} onChoose={() => choose('model')}>
            <strong>{t.modelHere}</strong>
            {suitable ? <Suitable model={suitable} models={models} /> : <Skeleton height="1.2rem" width="14rem" />}
          </Choice>
        )}
        <Choice name="looker" checked={kind === 'server'} onChoose={() => choose('server')}>
          <strong>{t.modelServer}</strong>
        </Choice>
        <Choice name="looker" checked={kind === 'later'} onChoose={() => choose('later')}>
          <strong>{t.modelLater}</strong>
        </Choice>
      </fieldset>
      {kind === 'server' && (
        <ServerForm server={models.server} useLabel={t.next} onUse={(server) => next({ kind: 'server', server })} />
      )}
      <div className={css.buttons}>
        <Button onClick={onBack}>{t.back}</Button>
        {kind !== 'server' && (
          <Button look="primary" disabled={busy || (kind === 'model' && !suitable?.enough)} onClick={() => void go()}>
            {t.next}
          </Button>
        )}
      </div>
    </>
  )
}

function Suitable({ model, models }: { model: Model & { enough: boolean }; models: Models }) {
  const words = useWords()
  const formats = useFormats()
  const t = words.models
  if (model.state === 'installed') return <span className={css.soft}>{words.welcome.modelThere(model.name)}</span>
  const { secondsPerPhoto: seconds, missingBytes, memoryBytes } = model
  const facts = [
    model.state === 'unfinished' ? t.left(formats.bytes(missingBytes)) : t.size(formats.bytes(missingBytes)),
    memoryBytes !== null && t.memory(formats.bytes(memoryBytes)),
    seconds && t.seconds(formats.about(seconds.from), formats.about(seconds.to)),
  ].filter(Boolean)
  return (
    <span className={css.soft}>
      {model.name}
      <br />
      {facts.join(' · ')}
      {!model.enough && (
        <span className={css.bad}>{t.noSpace(formats.bytes(missingBytes), formats.bytes(models.free ?? 0))}</span>
      )}
    </span>
  )
}

function Fixed({ models, onBack, onNext }: Steps) {
  const words = useWords()
  return (
    <>
      {models.fixed && <p>{words.models.fixed[models.fixed]}</p>}
      <div className={css.buttons}>
        <Button onClick={onBack}>{words.welcome.back}</Button>
        <Button look="primary" onClick={() => void onNext({ kind: 'fixed' })}>
          {words.welcome.next}
        </Button>
      </div>
    </>
  )
}

/** A model that is there before one that has to be fetched. */
function suitableIn({ items }: Models): (Model & { enough: boolean }) | undefined {
  const vision = items.filter(({ kind }) => kind === 'vision')
  const found =
    vision.find(({ state, used }) => state === 'installed' && used) ?? vision.find(({ fit }) => fit === 'recommended')
  return found && { ...found, enough: found.state === 'installed' || found.enoughSpace !== false }
}
