import { type DragEvent, useEffect, useRef, useState } from 'react'
import { ApiError } from '../api/client'
import type { Classified } from '../api/types'
import { Icon } from '../parts/Icon'
import { Problem } from '../parts/Problem'
import { Button, Card, classes, Segments, Skeleton } from '../parts/parts'
import { AnalysisView } from '../viewer/AnalysisView'
import { LANGUAGES, type Language, useFormats, useSpoken } from '../words/words'
import { classify } from './stream'
import css from './Try.module.css'

interface Looked {
  file: File
  picture: string
  /** the answer so far, of the attempt under way */
  text: string
  attempt: number
  analysis?: Classified
  error?: Error
}

/** One photo, looked at while one watches; nothing of it is stored. */
export function Try() {
  const { words, language } = useSpoken()
  const formats = useFormats()
  const t = words.try
  const [answerIn, setAnswerIn] = useState<Language>(language)
  const [looked, set] = useState<Looked>()
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const look = async (file: File | undefined, into: Language) => {
    if (!file) return
    running.current?.abort()
    const gone = new AbortController()
    running.current = gone
    if (looked) URL.revokeObjectURL(looked.picture)
    set({ file, picture: URL.createObjectURL(file), text: '', attempt: 1 })
    const change = (changes: (before: Looked) => Partial<Looked>) => {
      if (!gone.signal.aborted) set((before) => before && { ...before, ...changes(before) })
    }
    await classify(file, into, gone.signal, (answered) => {
      if ('token' in answered) {
        const { text, attempt } = answered.token
        change((before) => ({ attempt, text: attempt === before.attempt ? before.text + text : text }))
      } else if ('analysis' in answered) change(() => ({ analysis: answered.analysis }))
      else change(() => ({ error: new ApiError(answered.error.status, answered.error) }))
    }).catch((error) => change(() => ({ error })))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void look(event.dataTransfer.files[0], answerIn)
  }
  const busy = looked && !looked.analysis && !looked.error
  return (
    <div className={css.page}>
      <h1>{t.title}</h1>
      <div className={css.line}>
        <span>{t.answerIn}</span>
        <Segments
          label={t.answerIn}
          value={answerIn}
          onChange={(next) => {
            setAnswerIn(next)
            void look(looked?.file, next)
          }}
          choices={Object.entries(LANGUAGES) as [Language, string][]}
        />
      </div>
      <input
        ref={input}
        type="file"
        accept="image/*,.heic,.heif"
        className={css.file}
        aria-label={t.choose}
        onChange={(event) => void look(event.target.files?.[0], answerIn)}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; the button does the same */}
      <div
        className={classes(css.drop, over && css.over, looked && css.filled)}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {looked ? (
          <img src={looked.picture} alt="" className={css.picture} />
        ) : (
          <>
            <Icon name="upload" size={36} />
            <p>{t.hint}</p>
          </>
        )}
        <Button look={looked ? 'plain' : 'primary'} onClick={() => input.current?.click()}>
          {looked ? t.another : t.choose}
        </Button>
      </div>
      {looked?.error && <Problem error={looked.error} onRetry={() => void look(looked.file, answerIn)} />}
      {looked && !looked.error && (
        <div className={css.columns}>
          <Card title={t.answer} actions={busy && <span className={css.soft}>{t.looking}</span>}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
            <pre className={css.answer} data-testid="answer" tabIndex={0}>
              {looked.text}
              {busy && <span className={css.cursor} />}
            </pre>
          </Card>
          <Card
            title={t.result}
            actions={
              looked.analysis && (
                <span className={css.soft}>{t.took(formats.number(looked.analysis.milliseconds / 1000))}</span>
              )
            }
          >
            {looked.analysis ? (
              <div data-testid="analysis">
                <AnalysisView analysis={looked.analysis} links={false} />
              </div>
            ) : (
              <Skeleton height="10rem" />
            )}
          </Card>
        </div>
      )}
    </div>
  )
}
