import type { Model, Models } from '../api/types'
import { Card } from '../parts/parts'
import more from '../viewer/Viewer.module.css'
import { useFormats, useWords } from '../words/words'
import { ModelRow } from './ModelRow'
import css from './models.module.css'
import { OtherModel } from './OtherModel'
import { errandOf, isOpen } from './useModels'

/** The models that see: what is here and what suits this machine first, all others on demand. */
export function Catalog({ models }: { models: Models }) {
  const words = useWords()
  const t = words.models
  const vision = models.items.filter(({ kind }) => kind === 'vision')
  const first = vision.filter((model) => isNear(model, models))
  const others = vision.filter((model) => !first.includes(model))
  const fixed = models.fixed !== null
  return (
    <Card title={t.catalog}>
      <p className={css.soft}>{t.catalogHint}</p>
      <Machine models={models} />
      {models.fixed && <p className={css.notice}>{t.fixed[models.fixed]}</p>}
      {models.server && !fixed && <p className={css.notice}>{t.serverInUse(models.server.url)}</p>}
      {!vision.some(({ state }) => state === 'installed') && !models.server && models.fixed !== 'server' && (
        <p className={css.soft}>{models.chosen === 'nano-vl' ? t.drawingsOnly : t.none}</p>
      )}
      <ul className={css.models}>
        {first.map((model) => (
          <ModelRow key={model.name} model={model} models={models} fixed={fixed} />
        ))}
      </ul>
      <details className={more.more}>
        <summary>{t.showAll}</summary>
        <ul className={css.models}>
          {others.map((model) => (
            <ModelRow key={model.name} model={model} models={models} fixed={fixed} />
          ))}
        </ul>
      </details>
      <OtherModel models={models} />
    </Card>
  )
}

function isNear(model: Model, models: Models): boolean {
  return model.fit === 'recommended' || model.state !== 'absent' || isOpen(errandOf(models, 'pull', model.name))
}

/** What of the machine matters for the choice. */
export function Machine({ models: { machine, items, serverOn } }: { models: Models }) {
  const formats = useFormats()
  const words = useWords()
  const t = words.models
  if (!machine) return <p className={css.soft}>{t.looking}</p>
  const cards = machine.gpus.map(({ name, bytes }) => `${name} (${formats.bytes(bytes)})`)
  const facts = [
    machine.cpu,
    t.machineFacts(formats.number(machine.cores), formats.bytes(machine.memoryBytes)),
    cards.join(', ') || t.noCard,
  ]
  const fits = items.some(({ fit }) => fit === 'recommended')
  return (
    <div className={css.machine}>
      <p>
        <strong>{t.machine}</strong>
        {words.app.colon}
        {facts.filter(Boolean).join(' · ')}
      </p>
      {!fits && <p className={css.bad}>{t.noneFits}</p>}
      {fits && serverOn && <p className={css.soft}>{t.better}</p>}
    </div>
  )
}
