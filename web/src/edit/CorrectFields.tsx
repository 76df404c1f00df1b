import { useState } from 'react'
import type { Photo } from '../api/types'
import { Field } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useWords } from '../words/words'
import type { Change } from './change'
import css from './edit.module.css'

const LONGEST = 2_000
const MOST_PEOPLE = 20

/** What is said of a photo as fields of a form. Each takes effect when it is left. */
export function CorrectFields({
  photo,
  onChange,
  onLeave,
}: {
  photo: Photo
  onChange: (change: Change) => void
  onLeave: () => void
}) {
  const words = useWords()
  const t = words.photo
  const { analysis } = photo
  const said = analysis?.description ?? ''
  const [description, setDescription] = useState(said)
  const people = analysis?.people ?? null
  const counts = Array.from({ length: Math.max(MOST_PEOPLE, people ?? 0) + 1 }, (_, n) => [String(n), t.peopleCount(n)])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key of all its fields
    <div
      className={css.fields}
      data-testid="correct"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        // The photo stays open, and a description that is being written is forgotten.
        event.preventDefault()
        onLeave()
      }}
    >
      <Field label={words.edit.description}>
        <textarea
          className={parts.input}
          rows={4}
          maxLength={LONGEST}
          value={description}
          ref={focusAtFirst}
          onChange={(event) => setDescription(event.target.value)}
          onBlur={() => {
            if (description.trim() !== said) onChange({ description: description.trim() })
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.currentTarget.blur()
              onLeave()
            }
          }}
        />
      </Field>
      <div className={css.pairs}>
        <Choice
          label={t.kind}
          none={words.edit.none}
          value={analysis?.category ?? ''}
          options={Object.entries(words.categories)}
          onChange={(category) => onChange({ category: category as Change['category'] })}
        />
        <Choice
          label={t.mood}
          none={words.edit.none}
          value={analysis?.emotion ?? ''}
          options={Object.entries(words.emotions)}
          onChange={(emotion) => onChange({ emotion: emotion as Change['emotion'] })}
        />
        <Choice
          label={t.people}
          none={words.edit.peopleUnknown}
          value={people === null ? '' : String(people)}
          options={counts as [string, string][]}
          onChange={(count) => onChange({ people: Number(count) })}
        />
        <Choice
          label={words.edit.privacy}
          none={words.edit.none}
          value={photo.sensitive ?? ''}
          options={Object.entries(t.sensitivities)}
          onChange={(sensitive) => onChange({ sensitive: sensitive as Change['sensitive'] })}
        />
      </div>
    </div>
  )
}

/** Once, when it appears. */
const focusAtFirst = (element: HTMLElement | null) => element?.focus()

function Choice({
  label,
  none,
  value,
  options,
  onChange,
}: {
  label: string
  none: string
  value: string
  options: [string, string][]
  onChange: (value: string) => void
}) {
  return (
    <Field label={label}>
      <select className={parts.select} value={value} onChange={(event) => onChange(event.target.value)}>
        {value === '' && (
          <option value="" disabled>
            {none}
          </option>
        )}
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  )
}
