import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import { Link } from 'wouter'
import { Icon } from '../parts/Icon'
import chips from '../parts/parts.module.css'
import { useWords } from '../words/words'
import css from './edit.module.css'
import { TagInput } from './TagInput'

export interface TagChipsHandle {
  /** opens the field for a new tag */
  add(): void
}

/** Tags that can be taken away and added; each leads to the photos that have it. */
export function TagChips({
  tags,
  onAdd,
  onRemove,
  ref,
}: {
  tags: readonly string[]
  onAdd: (tag: string) => void
  onRemove: (tag: string) => void
  ref?: Ref<TagChipsHandle>
}) {
  const words = useWords()
  const [adding, setAdding] = useState(false)
  const plus = useRef<HTMLButtonElement>(null)
  useImperativeHandle(ref, () => ({ add: () => setAdding(true) }))
  const leave = () => {
    setAdding(false)
    // The focus goes on where it was.
    requestAnimationFrame(() => plus.current?.focus())
  }
  return (
    <div className={chips.chips} data-testid="tags">
      {tags.map((tag) => (
        <RemovableChip key={tag} text={tag} to={`/search?q=&tag=${encodeURIComponent(tag)}`} onRemove={onRemove} />
      ))}
      {adding ? (
        <TagInput
          label={words.edit.addTag}
          taken={tags}
          onTag={onAdd}
          onLeave={leave}
          onBlur={() => setAdding(false)}
          ref={focusAtFirst}
        />
      ) : (
        <button ref={plus} type="button" className={`${chips.chip} ${css.plus}`} onClick={() => setAdding(true)}>
          <Icon name="plus" size={15} /> {words.edit.addTag}
        </button>
      )}
    </div>
  )
}

/** Once, when it appears. */
const focusAtFirst = (element: HTMLElement | null) => element?.focus()

export function RemovableChip({ text, to, onRemove }: { text: string; to: string; onRemove: (text: string) => void }) {
  const words = useWords()
  return (
    <span className={`${chips.chip} ${css.removable}`}>
      <Link href={to}>{text}</Link>
      <button type="button" aria-label={words.search.removeChip(text)} onClick={() => onRemove(text)}>
        <Icon name="close" size={13} />
      </button>
    </span>
  )
}
