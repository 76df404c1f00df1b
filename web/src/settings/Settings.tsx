import { lazy, Suspense } from 'react'
import { Link, useSearchParams } from 'wouter'
import { Skeleton } from '../parts/parts'
import { useWords } from '../words/words'
import { About } from './About'
import { Folders } from './Folders'
import { Hours } from './Hours'
import { LookAndLanguage } from './LookAndLanguage'
import { ModelSettings } from './ModelSettings'
import css from './Settings.module.css'

const Webhooks = lazy(() => import('./Webhooks').then((part) => ({ default: part.Webhooks })))
const Security = lazy(() => import('./Security').then((part) => ({ default: part.Security })))
const Tokens = lazy(() => import('./Tokens').then((part) => ({ default: part.Tokens })))

const SECTIONS = {
  folders: Folders,
  model: ModelSettings,
  hours: Hours,
  look: LookAndLanguage,
  security: Security,
  webhooks: Webhooks,
  tokens: Tokens,
  about: About,
} as const
type SectionName = keyof typeof SECTIONS

/** On a phone the sections are a line that scrolls. */
function intoView(link: HTMLElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'center' })
}

export function Settings() {
  const words = useWords()
  const [search] = useSearchParams()
  const names = Object.keys(SECTIONS) as SectionName[]
  const current = names.find((name) => name === search.get('section')) ?? 'folders'
  const Section = SECTIONS[current]
  return (
    <div className={css.page}>
      <h1>{words.settings.title}</h1>
      <div className={css.columns}>
        <nav className={css.sections} aria-label={words.settings.title}>
          {names.map((name) => (
            <Link
              key={name}
              ref={name === current ? intoView : undefined}
              href={`/settings?section=${name}`}
              replace
              aria-current={name === current ? 'page' : undefined}
            >
              {words.settings.sections[name]}
            </Link>
          ))}
        </nav>
        <section className={css.section} aria-label={words.settings.sections[current]}>
          <h2>{words.settings.sections[current]}</h2>
          <Suspense fallback={<Skeleton height="12rem" />}>
            <Section />
          </Suspense>
        </section>
      </div>
    </div>
  )
}
