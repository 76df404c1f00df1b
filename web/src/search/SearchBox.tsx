import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Icon } from '../parts/Icon'
import { Button } from '../parts/parts'
import { useWords } from '../words/words'
import { useSuggestions } from './answers'
import css from './Search.module.css'

/** Typing pauses this long before the photos follow. */
const PAUSE_MS = 450

/** The box of the search, with suggestions below it where the api has them (WAI-ARIA's combobox with a list). */
export function SearchBox({ asked, onAsk }: { asked: string; onAsk: (text: string, typing: boolean) => void }) {
  const words = useWords()
  const [typed, type] = useState(asked)
  const [open, setOpen] = useState(false)
  const [chosen, choose] = useState(-1)
  const input = useRef<HTMLInputElement>(null)
  const list = useId()
  const { data } = useSuggestions(typed)
  const suggestions = open ? (data?.items ?? []) : []

  // The address may change without the box: back, a chip taken away, a saved search.
  useEffect(() => type(asked), [asked])
  const latest = useRef(onAsk)
  latest.current = onAsk
  useEffect(() => {
    if (typed.trim() === asked) return
    const timer = setTimeout(() => latest.current(typed.trim(), true), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, asked])

  const ask = (text: string) => {
    type(text)
    setOpen(false)
    choose(-1)
    onAsk(text.trim(), false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask(suggestions[chosen]?.question ?? typed)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (suggestions.length === 0) return
      event.preventDefault()
      const by = event.key === 'ArrowDown' ? 1 : -1
      choose((before) => ((before + 1 + by + suggestions.length + 1) % (suggestions.length + 1)) - 1)
    } else if (event.key === 'Escape' && suggestions.length > 0) {
      event.preventDefault()
      setOpen(false)
    }
  }
  return (
    <search>
      <form className={css.box} onSubmit={submit}>
        <Icon name="search" size={22} />
        <input
          ref={input}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          name="q"
          role="combobox"
          aria-label={words.search.title}
          aria-expanded={suggestions.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? `${list}-${chosen}` : undefined}
          placeholder={words.search.placeholder}
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: whoever opens the search wants to type
          autoFocus={asked === ''}
          value={typed}
          onChange={(event) => {
            type(event.target.value)
            setOpen(true)
            choose(-1)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setOpen(false)}
        />
        {typed && (
          <Button
            icon="close"
            look="quiet"
            small
            aria-label={words.search.clear}
            onClick={() => {
              ask('')
              input.current?.focus()
            }}
          />
        )}
        <div
          id={list}
          role="listbox"
          aria-label={words.search.suggestions}
          className={css.suggestions}
          hidden={suggestions.length === 0}
        >
          {suggestions.map((each, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's
            <div
              key={`${each.kind}${each.question}`}
              id={`${list}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === chosen}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => ask(each.question)}
            >
              <Icon name={each.kind === 'saved' ? 'bookmark' : each.kind === 'place' ? 'map' : 'search'} size={17} />
              {each.text}
            </div>
          ))}
        </div>
      </form>
    </search>
  )
}
