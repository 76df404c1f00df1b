import { type KeyboardEvent, type Ref, useId, useState } from 'react'
import { Icon } from '../parts/Icon'
import { useSuggestions } from '../search/answers'
import { useWords } from '../words/words'
import css from './edit.module.css'
import { recentTags } from './recent-tags'

const LONGEST = 100
const SHOWN = 6

/** A field for tags, with those that the library knows below it (WAI-ARIA's combobox with a list). */
export function TagInput({
  label,
  taken,
  onTag,
  onLeave,
  onBlur,
  ref,
}: {
  label: string
  /** tags that are not suggested */
  taken: readonly string[]
  onTag: (tag: string) => void
  /** Escape, or nothing written and Enter */
  onLeave?: (() => void) | undefined
  onBlur?: (() => void) | undefined
  ref?: Ref<HTMLInputElement>
}) {
  const words = useWords()
  const [typed, type] = useState('')
  const [open, setOpen] = useState(false)
  const [chosen, choose] = useState(-1)
  const list = useId()
  const { data } = useSuggestions(typed)
  const isTaken = (tag: string) => taken.some((each) => each.toLowerCase() === tag.toLowerCase())
  const known = typed.trim()
    ? (data?.items ?? []).flatMap(({ kind, text, question }) => (kind === 'label' && question === text ? [text] : []))
    : recentTags()
  const suggestions = open ? known.filter((tag) => !isTaken(tag)).slice(0, SHOWN) : []

  const take = (text: string) => {
    const tag = text.replace(/\s+/g, ' ').trim()
    type('')
    choose(-1)
    if (tag && !isTaken(tag)) onTag(tag)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by && suggestions.length > 0) {
      event.preventDefault()
      choose((before) => ((before + 1 + by + suggestions.length + 1) % (suggestions.length + 1)) - 1)
    } else if (event.key === 'Enter' || event.key === ',' || event.key === '，') {
      event.preventDefault()
      const text = suggestions[chosen] ?? typed
      if (text.trim()) take(text)
      else onLeave?.()
    } else if (event.key === 'Escape') {
      if (!typed && !onLeave) return
      // The dialog around it stays open.
      event.preventDefault()
      event.stopPropagation()
      if (typed) type('')
      else onLeave?.()
    }
  }
  return (
    <span className={css.tagInput}>
      <input
        ref={ref}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={suggestions.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={chosen >= 0 ? `${list}-${chosen}` : undefined}
        placeholder={label}
        maxLength={LONGEST}
        autoComplete="off"
        enterKeyHint="done"
        value={typed}
        onChange={(event) => {
          type(event.target.value)
          setOpen(true)
          choose(-1)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          setOpen(false)
          take(typed)
          onBlur?.()
        }}
        onKeyDown={onKeyDown}
      />
      <span
        id={list}
        role="listbox"
        aria-label={words.search.suggestions}
        className={css.suggestions}
        hidden={suggestions.length === 0}
      >
        {suggestions.map((tag, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          <span
            key={tag}
            id={`${list}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(tag)}
          >
            <Icon name="tag" size={15} /> {tag}
          </span>
        ))}
      </span>
    </span>
  )
}
