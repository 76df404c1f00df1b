import { useStatus } from '../api/queries'
import { Icon } from '../parts/Icon'
import { classes } from '../parts/parts'
import css from '../parts/parts.module.css'
import { useWords } from '../words/words'
import type { FilterKey, useFilters } from './filters'
import own from './Library.module.css'

/** The filters as chips: those with a choice open the system's own list, which works on every phone. */
export function FilterBar({ filters, set, clear, count }: ReturnType<typeof useFilters>) {
  const words = useWords()
  const { data: status } = useStatus()
  const t = words.library
  const shares = Object.fromEntries((status?.shares ?? []).map(({ name }) => [name, name]))
  const choices: [FilterKey, string, Record<string, string>][] = [
    ['category', t.category, words.categories],
    ['emotion', t.emotion, words.emotions],
    ['people', t.people, t.peopleChoices],
    ...((status?.shares.length ?? 0) > 1
      ? [['share', t.share, shares] as [FilterKey, string, Record<string, string>]]
      : []),
    ['state', t.state, t.states],
    ['sensitive', t.privacy, t.privacyChoices],
  ]
  const written: [FilterKey, string][] = [
    ['place', t.place],
    ['tag', t.tag],
    ['from', t.from],
    ['to', t.to],
  ]
  return (
    <search className={own.filters} aria-label={t.filters}>
      {choices.map(([key, name, options]) => (
        <Choice key={key} name={name} value={filters[key]} options={options} onChange={(value) => set(key, value)} />
      ))}
      {written.map(([key, name]) =>
        filters[key] ? (
          <button key={key} type="button" className={classes(css.chip, css.chipOn)} onClick={() => set(key, undefined)}>
            <small>{name}</small> {filters[key]} <Icon name="close" size={14} />
          </button>
        ) : null,
      )}
      {count > 0 && (
        <button type="button" className={classes(css.chip, own.clear)} onClick={clear}>
          {t.clearFilters}
        </button>
      )}
    </search>
  )
}

function Choice({
  name,
  value,
  options,
  onChange,
}: {
  name: string
  value: string | undefined
  options: Record<string, string>
  onChange: (value: string | undefined) => void
}) {
  // A value that is none of the choices came with the address.
  const all = value && !(value in options) ? { ...options, [value]: value } : options
  return (
    <span className={classes(css.chip, own.choice, value && css.chipOn)}>
      <select aria-label={name} value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
        <option value="">{name}</option>
        {Object.entries(all).map(([each, label]) => (
          <option key={each} value={each}>
            {label}
          </option>
        ))}
      </select>
    </span>
  )
}
