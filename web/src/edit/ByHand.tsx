import type { Photo } from '../api/types'
import { Icon } from '../parts/Icon'
import { Button } from '../parts/parts'
import { useFormats, useWords } from '../words/words'
import type { Change, EditedField } from './change'
import css from './edit.module.css'

/** What was corrected by hand, what the model says of it, and the way back. */
export function ByHand({ photo, onChange }: { photo: Photo; onChange: (change: Change) => void }) {
  const words = useWords()
  const formats = useFormats()
  const t = words.edit
  if (photo.edited.length === 0) return null
  return (
    <section className={css.byHand} data-testid="by-hand" aria-label={t.byHand}>
      <h3>
        <Icon name="pencil" size={14} /> {t.byHand}
      </h3>
      <ul>
        {photo.edited.map(({ field, at }) => (
          <li key={field}>
            <span title={t.byHandAt(formats.instant(at))}>
              <strong>{fieldName(field, words)}</strong>
              <small>{modelSays(field, photo.said, words)}</small>
            </span>
            <Button
              icon="undo"
              look="quiet"
              small
              aria-label={t.giveBackOf(fieldName(field, words))}
              title={t.giveBackOf(fieldName(field, words))}
              onClick={() => onChange({ [field]: null })}
            >
              {t.giveBack}
            </Button>
          </li>
        ))}
      </ul>
      <p>{t.byHandHint}</p>
    </section>
  )
}

/** Beside what was corrected by hand. */
export function HandMark({ photo, field }: { photo: Photo; field: EditedField }) {
  const words = useWords()
  const formats = useFormats()
  const edited = photo.edited.find((each) => each.field === field)
  if (!edited) return null
  const label = words.edit.byHandAt(formats.instant(edited.at))
  return (
    <span className={css.mark} role="img" aria-label={label} title={label}>
      <Icon name="pencil" size={13} />
    </span>
  )
}

function fieldName(field: EditedField, words: ReturnType<typeof useWords>): string {
  const t = words.photo
  const names = { tags: t.tags, category: t.kind, emotion: t.mood, people: t.people }
  return { ...names, description: words.edit.description, sensitive: words.edit.privacy }[field]
}

function modelSays(field: EditedField, said: Photo['said'], words: ReturnType<typeof useWords>): string {
  const t = words.edit
  if (!said) return t.notLooked
  const values: Record<EditedField, string | null> = {
    tags: said.tags.join(', '),
    description: said.description,
    category: said.category && words.categories[said.category],
    emotion: said.emotion && words.emotions[said.emotion],
    people: said.people === null ? null : words.photo.peopleCount(said.people),
    sensitive: words.photo.sensitivities[said.sensitive],
  }
  const value = values[field]
  return value ? t.modelSays(value) : t.modelSaysNothing
}
