import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Combobox } from '../parts/Combobox'
import { Icon } from '../parts/Icon'
import { Button } from '../parts/parts'
import { useWords } from '../words/words'
import { useSuggestions } from './answers'
import css from './Search.module.css'

/** Typing pauses this long before the photos follow. */
const PAUSE_MS = 450

/** The box of the search, with suggestions below it where the api has them. */
export function SearchBox({ asked, onAsk }: { asked: string; onAsk: (text: string, typing: boolean) => void }) {
  const words = useWords()
  const [typed, type] = useState(asked)
  const input = useRef<HTMLInputElement>(null)
  const { data } = useSuggestions(typed)

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
    onAsk(text.trim(), false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask(typed)
  }
  return (
    <search>
      <form className={css.box} onSubmit={submit}>
        <Icon name="search" size={22} />
        <Combobox
          ref={input}
          inputMode="search"
          enterKeyHint="search"
          name="q"
          aria-label={words.search.title}
          placeholder={words.search.placeholder}
          spellCheck={false}
          // whoever opens the search wants to type
          autoFocus={asked === ''}
          value={typed}
          onType={type}
          suggestions={data?.items ?? []}
          keyOf={(each) => `${each.kind}${each.question}`}
          show={(each) => (
            <>
              <Icon name={each.kind === 'saved' ? 'bookmark' : each.kind === 'place' ? 'map' : 'search'} size={17} />
              {each.text}
            </>
          )}
          onPick={(each) => ask(each.question)}
          listLabel={words.search.suggestions}
          listClass={css.suggestions}
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
      </form>
    </search>
  )
}
