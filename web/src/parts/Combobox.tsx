import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import css from './Combobox.module.css'
import { classes } from './parts'

type Field = Omit<
  ComponentProps<'input'>,
  'value' | 'onChange' | 'onKeyDown' | 'onSelect' | 'list' | 'role' | 'children'
>

/** A text field with suggestions below it, chosen with the arrow keys or the mouse (WAI-ARIA's combobox with a list). */
export function Combobox<Item>({
  value,
  onType,
  suggestions,
  keyOf,
  show,
  onPick,
  onKey,
  opensOnFocus = false,
  listLabel,
  listClass,
  onFocus,
  onBlur,
  ...field
}: Field & {
  value: string
  onType: (text: string) => void
  /** all that could be suggested now */
  suggestions: readonly Item[]
  keyOf: (item: Item) => string
  show: (item: Item) => ReactNode
  onPick: (item: Item) => void
  /** Keys before the list gets them, with what is chosen in it; what is prevented stays away from it. */
  onKey?: (event: KeyboardEvent, chosen: Item | undefined) => void
  opensOnFocus?: boolean
  listLabel: string
  /** where the list is, and how large */
  listClass?: string | undefined
}) {
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const list = useId()
  const shown = open ? suggestions : []
  const chosen = shown[at]

  const pick = (item: Item) => {
    setOpen(opensOnFocus)
    setAt(-1)
    onPick(item)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and the arrows belong to whoever writes Chinese, while letters become characters.
    if (event.nativeEvent.isComposing) return
    onKey?.(event, chosen)
    if (event.defaultPrevented || shown.length === 0) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by) setAt((before) => ((before + 1 + by + shown.length + 1) % (shown.length + 1)) - 1)
    else if (event.key === 'Enter' && chosen !== undefined) pick(chosen)
    else if (event.key === 'Escape') setOpen(false)
    else {
      if (event.key === 'Enter') setOpen(false) // and the form is sent
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <input
        type="text"
        autoComplete="off"
        {...field}
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={chosen === undefined ? undefined : `${list}-${at}`}
        value={value}
        onChange={(event) => {
          onType(event.target.value)
          setOpen(true)
          setAt(-1)
        }}
        onFocus={(event) => {
          if (opensOnFocus) setOpen(true)
          onFocus?.(event)
        }}
        onBlur={(event) => {
          setOpen(false)
          setAt(-1)
          onBlur?.(event)
        }}
        onKeyDown={onKeyDown}
      />
      <span
        id={list}
        role="listbox"
        aria-label={listLabel}
        className={classes(css.list, listClass)}
        hidden={shown.length === 0}
      >
        {shown.map((item, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          <span
            key={keyOf(item)}
            id={`${list}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(item)}
          >
            {show(item)}
          </span>
        ))}
      </span>
    </>
  )
}
