import { useStatus } from '../api/queries'
import { Icon } from '../parts/Icon'
import { classes } from '../parts/parts'
import css from '../parts/parts.module.css'
import { useFacets } from '../search/answers'
import { useFormats, useSpoken } from '../words/words'
import type { FilterKey, useFilters } from './filters'
import own from './Library.module.css'

type Options = Record<string, string>

/**
 * The filters as chips: those with a choice open the system's own list, which works on every phone. Where the api
 * counts, each choice says how many photos it has, and only those that have some are offered.
 */
export function FilterBar({ filters, set, clear, count }: ReturnType<typeof useFilters>) {
  const { words, language } = useSpoken()
  const formats = useFormats()
  const { data: status } = useStatus()
  const { data: facets } = useFacets({ q: '', ...filters })
  const t = words.library
  const counted = (facet: string, names: Options): Options => {
    const counts = facets?.[facet]
    if (!Array.isArray(counts)) return names
    return Object.fromEntries(
      counts.map(({ value, count, name }) => [
        value,
        `${name?.[language] ?? names[value] ?? value} (${formats.number(count)})`,
      ]),
    )
  }
  const shares = Object.fromEntries((status?.shares ?? []).map(({ name }) => [name, name]))
  const choices: [FilterKey, string, Options][] = [
    ['category', t.category, counted('category', words.categories)],
    ['emotion', t.emotion, counted('emotion', words.emotions)],
    ['people', t.people, t.peopleChoices],
    ['place', t.place, counted('place', {})],
    ['camera', words.photo.camera, counted('camera', {})],
    ['share', t.share, Object.keys(shares).length > 1 ? counted('share', shares) : {}],
    ['state', t.state, t.states],
    ['sensitive', t.privacy, t.privacyChoices],
    ['hidden', t.hidden, t.hiddenChoices],
  ]
  const written: [FilterKey, string][] = [
    ['tag', t.tag],
    ['from', t.from],
    ['to', t.to],
  ]
  return (
    <search className={own.filters} aria-label={t.filters}>
      {facets && (
        <button
          type="button"
          className={css.chip}
          aria-pressed={filters.favourite === 'true'}
          onClick={() => set('favourite', filters.favourite ? undefined : 'true')}
        >
          <Icon name="heart" size={15} filled={filters.favourite === 'true'} /> {t.favourites}
        </button>
      )}
      {choices.map(([key, name, options]) =>
        Object.keys(options).length > 0 || filters[key] ? (
          <Choice key={key} name={name} value={filters[key]} options={options} onChange={(value) => set(key, value)} />
        ) : null,
      )}
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
