import { Button } from '../parts/parts'
import { useAct } from '../parts/Toasts'
import { useWords } from '../words/words'
import css from './Settings.module.css'

/** Text that is shown once, to be copied. */
export function Secret({ text, hint }: { text: string; hint: string }) {
  return (
    <div role="status">
      <p className={css.hint}>{hint}</p>
      <div className={css.secret}>
        <code data-testid="secret">{text}</code>
        <Copy text={text} />
      </div>
    </div>
  )
}

export function Copy({ text }: { text: string }) {
  const words = useWords()
  const act = useAct()
  // Browsers give the clipboard to pages of this machine and of https only; elsewhere the text is there to be marked.
  if (!navigator.clipboard) return null
  return (
    <Button small icon="copy" onClick={() => void act(() => navigator.clipboard.writeText(text), words.app.copied)}>
      {words.app.copy}
    </Button>
  )
}
