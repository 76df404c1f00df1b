import type { FormEvent } from 'react'
import type { Models } from '../api/types'
import { Button, Field } from '../parts/parts'
import parts from '../parts/parts.module.css'
import form from '../settings/Settings.module.css'
import more from '../viewer/Viewer.module.css'
import { useWords } from '../words/words'
import { ErrandProblem } from './ErrandProblem'
import { ErrandProgress } from './ErrandProgress'
import css from './models.module.css'
import { useModelActions } from './useModels'

/** A model that is not in the catalog, by where it lies. */
export function OtherModel({ models }: { models: Models }) {
  const words = useWords()
  const t = words.models
  const { pull } = useModelActions()
  const known = new Set(models.items.map(({ name }) => name))
  const under = models.errands.filter(({ kind, name }) => kind === 'pull' && !known.has(name))
  const begin = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const target = event.currentTarget
    const given = new FormData(target)
    const text = (name: string) => String(given.get(name) ?? '').trim()
    const embedding = given.get('embedding') !== null
    const mmproj = text('mmproj')
    void pull(text('name'), {
      ...(mmproj ? { mmproj } : {}),
      ...(embedding ? { embedding } : { use: models.fixed === null }),
    }).then((asked) => asked && target.reset())
  }
  return (
    <details className={more.more} style={{ marginTop: '0.8rem' }}>
      <summary>{t.another}</summary>
      <p className={css.soft}>{t.anotherHint}</p>
      <form className={form.form} onSubmit={begin}>
        <Field label={t.anotherName}>
          <input className={parts.input} name="name" required spellCheck={false} autoCapitalize="none" />
        </Field>
        <Field label={t.anotherProjector}>
          <input className={parts.input} name="mmproj" spellCheck={false} autoCapitalize="none" />
        </Field>
        <label className={css.check}>
          <input type="checkbox" name="embedding" />
          {t.anotherEmbedding}
        </label>
        <Button type="submit" icon="download">
          {t.download}
        </Button>
      </form>
      {under.map((errand) => (
        <div key={errand.id} className={css.model}>
          <strong className={css.modelName}>{errand.name}</strong>
          {errand.endedAt === null && <ErrandProgress errand={errand} />}
          {errand.endedAt !== null && errand.problem && <ErrandProblem problem={errand.problem} />}
        </div>
      ))}
    </details>
  )
}
