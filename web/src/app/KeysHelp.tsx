import { useEffect, useState } from 'react'
import { Dialog } from '../parts/Dialog'
import { Button } from '../parts/parts'
import { isTyping } from '../parts/useKeys'
import { useWords } from '../words/words'
import css from './App.module.css'

/** All keys, whenever somebody who is not typing presses the question mark. */
export function KeysHelp() {
  const words = useWords()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      setOpen((before) => !before)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  if (!open) return null
  const { title, groups, ...keys } = words.keys
  return (
    <Dialog label={title} onClose={() => setOpen(false)}>
      <div className={css.keysHead}>
        <h2>{title}</h2>
        <Button icon="close" look="quiet" small aria-label={words.app.close} onClick={() => setOpen(false)} />
      </div>
      {(['everywhere', 'library', 'photo'] as const).map((group) => (
        <section key={group} className={css.keys}>
          <h3>{groups[group]}</h3>
          <dl>
            {Object.entries(keys[group]).map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
