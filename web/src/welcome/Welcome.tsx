import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { ask, base } from '../api/client'
import { queries, refresh } from '../api/queries'
import type { Status } from '../api/types'
import { Button } from '../parts/parts'
import { useAct } from '../parts/Toasts'
import { LANGUAGES, type Language, useSpoken } from '../words/words'
import { DoneStep } from './DoneStep'
import { FoldersStep } from './FoldersStep'
import { LanguageStep } from './LanguageStep'
import { ModelStep } from './ModelStep'
import { type Looker, type Plan, setUp } from './set-up'
import css from './Welcome.module.css'

const STEPS = ['folders', 'language', 'model', 'done'] as const
type Step = (typeof STEPS)[number]

/** The first start: folders, language, model, and off it goes. Nothing is changed before the last step but one is left. */
export function Welcome() {
  const { words, language: spoken, speak } = useSpoken()
  const t = words.welcome
  const act = useAct()
  const [, navigate] = useLocation()
  const [step, go] = useState<Step>('folders')
  const [folders, setFolders] = useState<string[]>([])
  const [language, setLanguage] = useState<Language>()
  const [done, setDone] = useState<Plan>()
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef<Step>(step)

  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    heading.current?.focus()
    scrollTo(0, 0)
  }, [step])

  const finish = (looker: Looker) =>
    act(async () => {
      const plan: Plan = { folders, language, looker }
      await setUp(plan)
      await welcomed()
      setDone(plan)
      go('done')
    })
  const demo = () =>
    act(async () => {
      await ask('POST /welcome/demo')
      await welcomed()
      setDone({ folders: [], language, looker: { kind: 'demo' } })
      go('done')
    })
  const leave = () =>
    act(async () => {
      await ask('PATCH /settings', { body: { welcomed: true } })
      await welcomed()
      navigate('/')
    })
  const place = STEPS.indexOf(step)
  const titles = {
    folders: t.foldersTitle,
    language: t.languageTitle,
    model: t.modelTitle,
    done: t.doneTitle,
  }
  return (
    <div className={css.page}>
      <header className={css.head}>
        <p className={css.brand}>
          <img src={new URL('icon.svg', base).href} alt="" width={30} height={30} />
          Albumen
        </p>
        <fieldset className={css.spoken}>
          <legend className={css.hidden}>{words.app.languages}</legend>
          {Object.entries(LANGUAGES).map(([each, name]) => (
            <Button
              key={each}
              small
              look="quiet"
              lang={each}
              aria-pressed={each === spoken}
              onClick={() => speak(each as Language)}
            >
              {name}
            </Button>
          ))}
        </fieldset>
      </header>
      {step === 'folders' && (
        <div className={css.intro}>
          <h1>{t.title}</h1>
          <p>{t.intro}</p>
        </div>
      )}
      <ol className={css.steps} aria-label={t.step(place + 1, STEPS.length)}>
        {STEPS.map((each, i) => (
          <li key={each} aria-current={each === step ? 'step' : undefined} data-done={i < place || undefined}>
            {t.steps[each]}
          </li>
        ))}
      </ol>
      <section className={css.card} aria-labelledby="step">
        <h2 id="step" ref={heading} tabIndex={-1}>
          {titles[step]}
        </h2>
        {step === 'folders' && (
          <FoldersStep
            chosen={folders}
            onChange={setFolders}
            onDemo={() => void demo()}
            onNext={() => go('language')}
          />
        )}
        {step === 'language' && (
          <LanguageStep
            language={language ?? spoken}
            onChange={setLanguage}
            onBack={() => go('folders')}
            onNext={(chosen) => {
              setLanguage(chosen)
              go('model')
            }}
          />
        )}
        {step === 'model' && <ModelStep onBack={() => go('language')} onNext={finish} />}
        {step === 'done' && done && <DoneStep plan={done} />}
      </section>
      {step !== 'done' && (
        <p className={css.skip}>
          <Button look="quiet" small onClick={() => void leave()}>
            {t.skip}
          </Button>
        </p>
      )}
    </div>
  )
}

/** At once, before the overview looks, or it would send one back: nobody on this page asks for the status anew. */
async function welcomed(): Promise<void> {
  queries.setQueryData<Status>(['status'], (status) => status && { ...status, welcome: false })
  await refresh('status', 'settings', 'models')
}
