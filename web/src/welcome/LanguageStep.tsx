import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import { Button } from '../parts/parts'
import { type Language, useWords } from '../words/words'
import { Choice } from './Choice'
import css from './Welcome.module.css'

const LANGUAGES: Language[] = ['en', 'zh']

export function LanguageStep({
  language,
  onChange,
  onBack,
  onNext,
}: {
  language: Language
  onChange: (language: Language) => void
  onBack: () => void
  /** with undefined where the configuration decides */
  onNext: (language: Language | undefined) => void
}) {
  const words = useWords()
  const t = words.welcome
  const { data } = useQuery({ queryKey: ['settings'], queryFn: () => ask('GET /settings') })
  const fixed = data?.fixed.includes('language') ?? false
  const shown = fixed ? (data?.settings.language ?? language) : language
  return (
    <>
      <p className={css.soft}>{t.languageHint}</p>
      <fieldset className={css.choices} disabled={fixed}>
        <legend className={css.hidden}>{t.languageTitle}</legend>
        {LANGUAGES.map((each) => (
          <Choice key={each} name="language" checked={shown === each} onChoose={() => onChange(each)}>
            <strong lang={each}>{words.descriptions.languages[each]}</strong>
          </Choice>
        ))}
      </fieldset>
      {fixed && <p className={css.soft}>{words.settings.fixed}</p>}
      <div className={css.buttons}>
        <Button onClick={onBack}>{t.back}</Button>
        <Button look="primary" onClick={() => onNext(fixed ? undefined : shown)}>
          {t.next}
        </Button>
      </div>
    </>
  )
}
