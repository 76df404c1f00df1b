import { useEffect, useMemo, useRef, useState } from 'react'
import { imageOf } from '../api/client'
import { usePhoto } from '../api/queries'
import type { PhotoAnalysisHandle } from '../edit/PhotoAnalysis'
import { isUndo } from '../edit/useEdit'
import { Dialog } from '../parts/Dialog'
import { Icon } from '../parts/Icon'
import { Button, buttonClass } from '../parts/parts'
import { useKeys } from '../parts/useKeys'
import { useFormats, useWords } from '../words/words'
import { useTurnPhoto } from './address'
import { MarkButtons } from './MarkButtons'
import { PhotoPanel } from './PhotoPanel'
import { Stage, type StageHandle } from './Stage'
import { type Sequence, sequenceOf } from './sequence'
import { useMarks } from './useMarks'
import css from './Viewer.module.css'

const PANEL = 'albumen.panel'

/** The photos of the page, as long as this one is among them: while they come anew, as they were before. */
function useKnown(sequence: Sequence, id: string): Sequence | undefined {
  const before = useRef(sequence)
  if (sequence.indexOf(id) >= 0) before.current = sequence
  return before.current.indexOf(id) >= 0 ? before.current : undefined
}

/** One photo on the whole screen, with everything known about it beside it. */
export function Viewer({ id, sequence }: { id: string; sequence: Sequence }) {
  const words = useWords()
  const formats = useFormats()
  const turn = useTurnPhoto()
  const { data: photo } = usePhoto(id)
  const [panel, setPanel] = useState(localStorage.getItem(PANEL) !== 'closed')
  const stage = useRef<StageHandle>(null)
  const analysis = useRef<PhotoAnalysisHandle>(null)

  // A photo that was opened by its address alone may not be among those of the page.
  const known = useKnown(sequence, id)
  const alone = useMemo(
    () => sequenceOf([{ id, width: photo?.width ?? null, height: photo?.height ?? null }]),
    [id, photo?.width, photo?.height],
  )
  const shown = known ?? alone
  const index = shown.indexOf(id)
  const close = () => turn(undefined)
  const marks = useMarks(photo, { sequence: shown, turn })

  const toggle = () => {
    localStorage.setItem(PANEL, panel ? 'closed' : 'open')
    setPanel(!panel)
  }
  const keys: Record<string, () => void> = {
    ArrowLeft: () => stage.current?.go(-1),
    ArrowRight: () => stage.current?.go(1),
    i: toggle,
    z: () => stage.current?.zoom(),
    f: marks.favourite,
    h: marks.hide,
    p: marks.makePrivate,
    t: () => analysis.current?.addTag(),
    e: () => analysis.current?.correct(),
  }
  const frame = useRef<HTMLDivElement>(null)
  useKeys(frame, (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const act = isUndo(event) ? marks.undoLast : plain ? keys[key] : undefined
    if (!act) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    void shown.load(index)
  }, [shown, index])

  return (
    <Dialog label={photo?.analysis?.description || words.photo.title} onClose={close} className={css.viewer}>
      <div ref={frame} className={css.frame} data-panel={panel}>
        <div className={css.stage}>
          <Stage
            ref={stage}
            key={known ? 'sequence' : id}
            sequence={shown}
            index={index}
            onTurn={turn}
            onClose={close}
          />
          <div className={css.top}>
            <Button
              icon="close"
              look="quiet"
              aria-label={words.photo.close}
              title={words.photo.close}
              onClick={close}
              autoFocus
            />
            <span className={css.counter}>
              {shown.length > 1 && words.photo.of(formats.number(index + 1), formats.number(shown.length))}
            </span>
            {photo && <MarkButtons photo={photo} onFavourite={marks.favourite} onHide={marks.hide} />}
            <Button
              icon="zoom"
              look="quiet"
              aria-label={words.photo.zoom}
              title={words.photo.zoom}
              onClick={() => stage.current?.zoom()}
            />
            <a
              className={`${buttonClass({ look: 'quiet' }, true)}`}
              href={imageOf(id, 'original')}
              target="_blank"
              rel="noreferrer"
              aria-label={words.photo.original}
              title={words.photo.original}
            >
              <Icon name="download" size={19} />
            </a>
            <Button
              icon="info"
              look="quiet"
              aria-label={words.photo.details}
              title={words.photo.details}
              aria-pressed={panel}
              onClick={toggle}
            />
          </div>
          {index > 0 && (
            <button
              type="button"
              className={`${css.arrow} ${css.left}`}
              aria-label={words.photo.previous}
              onClick={() => stage.current?.go(-1)}
            >
              <Icon name="left" size={26} />
            </button>
          )}
          {index < shown.length - 1 && (
            <button
              type="button"
              className={`${css.arrow} ${css.right}`}
              aria-label={words.photo.next}
              onClick={() => stage.current?.go(1)}
            >
              <Icon name="right" size={26} />
            </button>
          )}
        </div>
        {panel && <PhotoPanel id={id} ref={analysis} onPrivate={marks.makePrivate} />}
      </div>
    </Dialog>
  )
}
