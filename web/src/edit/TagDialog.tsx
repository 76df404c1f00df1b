import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Dialog } from '../parts/Dialog'
import { Icon } from '../parts/Icon'
import { Button, Segments } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useFormats, useWords } from '../words/words'
import type { Change } from './change'
import { rememberTags } from './recent-tags'
import { TagInput } from './TagInput'

/** Tags of many photos: added to all of them, or taken away wherever they are. */
export function TagDialog({
  count,
  onChange,
  onClose,
}: {
  count: number
  onChange: (change: Change, removing: boolean) => void
  onClose: () => void
}) {
  const words = useWords()
  const formats = useFormats()
  const t = words.edit
  const [kind, setKind] = useState<'add' | 'remove'>('add')
  const [tags, setTags] = useState<readonly string[]>([])
  const input = useRef<HTMLInputElement>(null)
  // After the dialog has opened, which gives the focus to its first control.
  useEffect(() => input.current?.focus(), [kind])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (tags.length === 0) return input.current?.focus()
    if (kind === 'add') rememberTags(tags)
    onChange({ tags: { [kind]: [...tags] } }, kind === 'remove')
    onClose()
  }
  return (
    <Dialog label={t.tagsOf(formats.number(count), count)} onClose={onClose}>
      <form onSubmit={submit} data-testid="tag-dialog">
        <h2>{t.tagsOf(formats.number(count), count)}</h2>
        <Segments
          label={words.photo.tags}
          value={kind}
          onChange={setKind}
          choices={[
            ['add', t.addTags],
            ['remove', t.removeTags],
          ]}
        />
        <TagInput
          key={kind}
          label={kind === 'add' ? t.addTag : t.removeTag}
          taken={tags}
          onTag={(tag) => setTags((before) => [...before, tag])}
          ref={input}
        />
        {tags.length > 0 && (
          <div className={parts.chips}>
            {tags.map((tag) => (
              <button
                key={tag}
                type="button"
                className={`${parts.chip} ${parts.chipOn}`}
                aria-label={words.search.removeChip(tag)}
                onClick={() => setTags((before) => before.filter((each) => each !== tag))}
              >
                {tag} <Icon name="close" size={14} />
              </button>
            ))}
          </div>
        )}
        <p className={parts.soft}>{kind === 'add' ? t.addTagsHint : t.removeTagsHint}</p>
        <div className={`${parts.row} ${parts.end}`}>
          <Button look="quiet" onClick={onClose}>
            {words.app.cancel}
          </Button>
          <Button type="submit" look="primary">
            {kind === 'add' ? t.addTags : t.removeTags}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
