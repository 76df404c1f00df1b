import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Analysis } from '../api/types'
import chips from '../parts/parts.module.css'
import { useWords } from '../words/words'
import css from './Viewer.module.css'

/** What the model said; what it said beyond understanding is named as such. */
export function AnalysisView({ analysis, links = true }: { analysis: Analysis; links?: boolean }) {
  const words = useWords()
  const t = words.photo
  const { category, emotion, people } = analysis
  return (
    <div className={css.analysis}>
      <p className={css.description}>{analysis.description}</p>
      <div className={chips.chips}>
        {category && <Word text={words.categories[category]} to={links && `/library?category=${category}`} />}
        {emotion && <Word text={words.emotions[emotion]} to={links && `/library?emotion=${emotion}`} />}
        {people !== null && <Word text={t.peopleCount(people)} to={links && `/library?people=${people}`} />}
        {analysis.sensitive !== 'none' && <span className={chips.chip}>{t.sensitivities[analysis.sensitive]}</span>}
      </div>
      <Words name={t.objects} list={analysis.objects} links={links} />
      <Words name={t.tags} list={analysis.tags} links={links} />
      {analysis.text && (
        <section>
          <h3>{t.text}</h3>
          <p className={css.quoted}>{analysis.text}</p>
        </section>
      )}
      {analysis.absent.length > 0 && <p className={css.absent}>{absentFields(analysis, t)}</p>}
    </div>
  )
}

export function Words({ name, list, links }: { name: string; list: string[]; links: boolean }) {
  if (list.length === 0) return null
  return (
    <section>
      <h3>{name}</h3>
      <div className={chips.chips}>
        {list.map((each) => (
          <Word key={each} text={each} to={links && `/search?q=${encodeURIComponent(each)}`} />
        ))}
      </div>
    </section>
  )
}

export function Word({ text, to, mark }: { text: string; to: string | false; mark?: ReactNode }) {
  return to ? (
    <Link className={chips.chip} href={to}>
      {text} {mark}
    </Link>
  ) : (
    <span className={chips.chip}>
      {text} {mark}
    </span>
  )
}

/** The fields of an answer that could not be understood, as a sentence. */
export function absentFields({ absent }: Pick<Analysis, 'absent'>, t: ReturnType<typeof useWords>['photo']): string {
  return `${t.absent}: ${absent.map((field) => nameOf(field, t)).join(', ')}`
}

function nameOf(field: Analysis['absent'][number], t: ReturnType<typeof useWords>['photo']): string {
  const names: Partial<Record<typeof field, string>> = {
    category: t.kind,
    objects: t.objects,
    tags: t.tags,
    emotion: t.mood,
    people: t.people,
    text: t.text,
    sensitive: t.private,
  }
  return names[field] ?? field
}
