import { type Ref, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { ask } from '../api/client'
import { live } from '../api/live'
import { refresh, usePhoto } from '../api/queries'
import type { Photo } from '../api/types'
import { PhotoAnalysis, type PhotoAnalysisHandle } from '../edit/PhotoAnalysis'
import { Fact } from '../overview/EngineCard'
import facts from '../overview/Overview.module.css'
import { Problem } from '../parts/Problem'
import { Button, Skeleton } from '../parts/parts'
import chips from '../parts/parts.module.css'
import { useAct } from '../parts/Toasts'
import { useTold } from '../words/told'
import { useFormats, useSpoken, useWords } from '../words/words'
import { Similar } from './Similar'
import { isPrivate } from './useMarks'
import css from './Viewer.module.css'

/** Everything known about a photo: what the model said first, where it comes from below. */
export function PhotoPanel({
  id,
  onPrivate,
  ref,
}: {
  id: string
  onPrivate: () => void
  ref?: Ref<PhotoAnalysisHandle>
}) {
  const words = useWords()
  const told = useTold()
  const { data: photo, error, refetch } = usePhoto(id)
  const asked = useReanalysis(id)
  return (
    <aside className={css.panel} aria-label={words.photo.details} data-testid="panel">
      {error && !photo && <Problem error={error} onRetry={refetch} />}
      {!photo && !error && (
        <>
          <Skeleton height="4.500rem" />
          <Skeleton height="7rem" />
        </>
      )}
      {photo && (
        <>
          {asked.waiting && (
            <p className={css.again} role="status">
              {words.photo.analysing}
            </p>
          )}
          {photo.failure && (
            <div className={chips.problem}>
              <strong>{words.photo.failed}</strong>
              <p>{told(photo.failure, 'reason')}</p>
            </div>
          )}
          <PhotoAnalysis key={photo.id} ref={ref} photo={photo}>
            <Button icon={isPrivate(photo) ? 'unlock' : 'lock'} small aria-keyshortcuts="P" onClick={onPrivate}>
              {isPrivate(photo) ? words.edit.makePublic : words.edit.makePrivate}
            </Button>
            <Button icon="refresh" small disabled={asked.waiting} onClick={() => void asked.ask()}>
              {words.photo.reanalyse}
            </Button>
          </PhotoAnalysis>
          <Origin photo={photo} />
          <Similar id={id} />
          {photo.analysis && <Provenance analysis={photo.analysis} />}
          <Raw photo={photo} />
        </>
      )}
    </aside>
  )
}

/** Asks for another look and watches until there is an answer. */
function useReanalysis(id: string) {
  const act = useAct()
  const [waiting, setWaiting] = useState<string>()
  useEffect(
    () =>
      live.onEvent(({ type, data }) => {
        if (data.photoId !== id || (type !== 'photo.analysed' && type !== 'photo.failed')) return
        setWaiting(undefined)
        void refresh('photo')
      }),
    [id],
  )
  return {
    waiting: waiting === id,
    ask: () =>
      act(async () => {
        setWaiting(id)
        await ask('POST /photos/{id}/reanalyse', { path: { id } }).catch((error) => {
          setWaiting(undefined)
          throw error
        })
      }),
  }
}

function Origin({ photo }: { photo: Photo }) {
  const { language } = useSpoken()
  const words = useWords()
  const formats = useFormats()
  const t = words.photo
  const { place, camera } = photo
  const placeName = place && [place.city, place.region, place.country].flatMap((level) => level?.[language] ?? [])
  const cameraName = [camera.make, camera.model].filter(Boolean).join(' ')
  const size = photo.width && photo.height ? `${photo.width} × ${photo.height} · ` : ''
  return (
    <dl className={facts.facts}>
      {photo.takenAt && (
        <div>
          <dt>{t.taken}</dt>
          <dd>
            {formats.taken(photo.takenAt)}
            {photo.takenSource && photo.takenSource !== 'exif' && (
              <span className={css.aside}>{t.takenSources[photo.takenSource]}</span>
            )}
          </dd>
        </div>
      )}
      {placeName && placeName.length > 0 && (
        <div>
          <dt>{t.place}</dt>
          <dd>
            {[...new Set(placeName)].join(language === 'zh' ? ' · ' : ', ')}
            {photo.location && (
              <Link
                className={css.aside}
                href={`/map?at=${photo.location.latitude.toFixed(4)},${photo.location.longitude.toFixed(4)}`}
              >
                {t.openMap}
              </Link>
            )}
          </dd>
        </div>
      )}
      {(cameraName || camera.lens) && (
        <div>
          <dt>{t.camera}</dt>
          <dd>
            {cameraName}
            {camera.lens && <span className={css.aside}>{camera.lens}</span>}
          </dd>
        </div>
      )}
      <Fact
        name={t.file}
        value={`${size}${formats.bytes(photo.bytes)}${photo.format ? ` · ${photo.format.toUpperCase()}` : ''}`}
      />
      {photo.files.map((file) => (
        <div key={`${file.share}/${file.path}`}>
          <dt>{file.share}</dt>
          <dd>
            {file.path}
            {file.state === 'missing' && <span className={css.aside}>{t.missing}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Provenance({ analysis }: { analysis: NonNullable<Photo['analysis']> }) {
  const words = useWords()
  const formats = useFormats()
  const t = words.photo
  const { tokens, model, milliseconds, createdAt } = analysis
  // Only its owner has said something of it so far.
  if (model === null || tokens === null || milliseconds === null || createdAt === null) return null
  return (
    <details className={css.more}>
      <summary>{t.provenance}</summary>
      <dl className={facts.facts}>
        <Fact name={t.model} value={model} />
        <Fact name={t.prompt} value={`${analysis.promptVersion} · ${analysis.language}`} />
        <Fact name={t.seconds} value={words.try.took(formats.number(milliseconds / 1000))} />
        <Fact
          name={t.tokens}
          value={t.tokensValue(
            formats.number(tokens.prompt),
            formats.number(tokens.cached ?? 0),
            formats.number(tokens.completion),
          )}
        />
        <Fact name={t.repaired} value={analysis.repaired ? t.repairedYes : t.repairedNo} />
        {(analysis.attempts ?? 0) > 1 && <Fact name={t.attempts} value={formats.number(analysis.attempts ?? 0)} />}
        <Fact name={t.taken} value={formats.instant(createdAt)} />
      </dl>
    </details>
  )
}

function Raw({ photo }: { photo: Photo }) {
  const words = useWords()
  return (
    <details className={css.more}>
      <summary>{words.photo.raw}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <pre className={css.raw} tabIndex={0}>
        {JSON.stringify(photo, null, 2)}
      </pre>
    </details>
  )
}
