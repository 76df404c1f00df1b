import { type KeyboardEvent, type Ref, useState } from 'react'
import { Combobox } from '../parts/Combobox'
import { Icon } from '../parts/Icon'
import { useSuggestions } from '../search/answers'
import { useWords } from '../words/words'
import css from './edit.module.css'
import { recentTags } from './recent-tags'

const LONGEST = 100
const SHOWN = 6

/** A field for tags, with those that the library knows below it. */
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
  const { data } = useSuggestions(typed)
  const isTaken = (tag: string) => taken.some((each) => each.toLowerCase() === tag.toLowerCase())
  const known = typed.trim()
    ? (data?.items ?? []).flatMap(({ kind, text, question }) => (kind === 'label' && question === text ? [text] : []))
    : recentTags()

  const take = (text: string) => {
    const tag = text.replace(/\s+/g, ' ').trim()
    type('')
    if (tag && !isTaken(tag)) onTag(tag)
  }
  const onKey = (event: KeyboardEvent, chosen: string | undefined) => {
    if ((event.key === 'Enter' && chosen === undefined) || event.key === ',' || event.key === '，') {
      event.preventDefault()
      const text = chosen ?? typed
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
      <Combobox
        ref={ref}
        aria-label={label}
        placeholder={label}
        maxLength={LONGEST}
        enterKeyHint="done"
        value={typed}
        onType={type}
        suggestions={known.filter((tag) => !isTaken(tag)).slice(0, SHOWN)}
        keyOf={(tag) => tag}
        show={(tag) => (
          <>
            <Icon name="tag" size={15} /> {tag}
          </>
        )}
        onPick={take}
        onKey={onKey}
        opensOnFocus
        listLabel={words.search.suggestions}
        listClass={css.suggestions}
        onBlur={() => {
          take(typed)
          onBlur?.()
        }}
      />
    </span>
  )
}
