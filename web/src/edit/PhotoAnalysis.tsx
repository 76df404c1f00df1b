import { type ReactNode, type Ref, useImperativeHandle, useRef, useState } from 'react'
import type { Photo } from '../api/types'
import { Button } from '../parts/parts'
import chips from '../parts/parts.module.css'
import { absentFields, Word, Words } from '../viewer/AnalysisView'
import viewer from '../viewer/Viewer.module.css'
import { useWords } from '../words/words'
import { ByHand, HandMark } from './ByHand'
import { CorrectFields } from './CorrectFields'
import type { Change } from './change'
import css from './edit.module.css'
import { rememberTags } from './recent-tags'
import { RemovableChip, TagChips, type TagChipsHandle } from './TagChips'
import { useEdit } from './useEdit'

export interface PhotoAnalysisHandle {
  addTag(): void
  correct(): void
}

/** What is said of a photo, by the model and by its owner, who can correct it on the spot. */
export function PhotoAnalysis({
  photo,
  children,
  ref,
}: {
  photo: Photo
  /** what else can be done with it */
  children?: ReactNode
  ref?: Ref<PhotoAnalysisHandle>
}) {
  const words = useWords()
  const { edit } = useEdit()
  const [correcting, setCorrecting] = useState(false)
  const tagChips = useRef<TagChipsHandle>(null)
  const t = words.photo
  const { analysis } = photo
  const change = (what: Change) => void edit([photo.id], what)
  const removeTag = (tag: string) => void edit([photo.id], { tags: { remove: [tag] } }, words.edit.untagged)
  useImperativeHandle(ref, () => ({
    addTag: () => tagChips.current?.add(),
    correct: () => setCorrecting((before) => !before),
  }))
  return (
    <div className={viewer.analysis}>
      {correcting ? (
        <CorrectFields photo={photo} onChange={change} onLeave={() => setCorrecting(false)} />
      ) : (
        <Said photo={photo} />
      )}
      {analysis && !correcting && <Words name={t.objects} list={analysis.objects} links />}
      {analysis && correcting && analysis.objects.length > 0 && (
        <section>
          <h3>{t.objects}</h3>
          <div className={chips.chips}>
            {analysis.objects.map((object) => (
              <RemovableChip
                key={object}
                text={object}
                to={`/search?q=${encodeURIComponent(object)}`}
                onRemove={removeTag}
              />
            ))}
          </div>
        </section>
      )}
      <section>
        <h3>
          {t.tags} <HandMark photo={photo} field="tags" />
        </h3>
        <TagChips
          ref={tagChips}
          tags={analysis?.tags ?? []}
          onAdd={(tag) => {
            rememberTags([tag])
            change({ tags: { add: [tag] } })
          }}
          onRemove={removeTag}
        />
      </section>
      {analysis?.text && (
        <section>
          <h3>{t.text}</h3>
          <p className={viewer.quoted}>{analysis.text}</p>
        </section>
      )}
      {analysis && analysis.absent.length > 0 && <p className={viewer.absent}>{absentFields(analysis, t)}</p>}
      <ByHand photo={photo} onChange={change} />
      <div className={css.correct}>
        <Button
          icon={correcting ? 'check' : 'pencil'}
          small
          aria-keyshortcuts="E"
          onClick={() => setCorrecting(!correcting)}
        >
          {correcting ? words.edit.done : words.edit.correct}
        </Button>
        {children}
      </div>
    </div>
  )
}

function Said({ photo }: { photo: Photo }) {
  const words = useWords()
  const t = words.photo
  const { analysis, sensitive } = photo
  const mark = (field: 'category' | 'emotion' | 'people' | 'sensitive') => <HandMark photo={photo} field={field} />
  if (!analysis) return <p>{t.notAnalysed}</p>
  const { category, emotion, people } = analysis
  return (
    <>
      {(analysis.description || photo.state === 'pending') && (
        <p className={viewer.description}>
          {analysis.description || t.notAnalysed} <HandMark photo={photo} field="description" />
        </p>
      )}
      <div className={chips.chips}>
        {category && (
          <Word text={words.categories[category]} to={`/library?category=${category}`} mark={mark('category')} />
        )}
        {emotion && <Word text={words.emotions[emotion]} to={`/library?emotion=${emotion}`} mark={mark('emotion')} />}
        {people !== null && (
          <Word text={t.peopleCount(people)} to={`/library?people=${people}`} mark={mark('people')} />
        )}
        {sensitive && sensitive !== 'none' && (
          <Word text={t.sensitivities[analysis.sensitive]} to={false} mark={mark('sensitive')} />
        )}
      </div>
    </>
  )
}
