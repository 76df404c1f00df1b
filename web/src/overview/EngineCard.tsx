import type { Status } from '../api/types'
import { Bar, Card } from '../parts/parts'
import { useTold } from '../words/told'
import { useFormats, useWords } from '../words/words'
import css from './Overview.module.css'

export function EngineCard({ engine }: { engine: Status['engine'] }) {
  const words = useWords()
  const formats = useFormats()
  const told = useTold()
  const t = words.overview
  const good = engine.state === 'ready' || engine.state === 'idle'
  const bad = engine.state === 'failed' || engine.state === 'unreachable' || engine.state === 'stopped'
  return (
    <Card
      title={t.engine}
      actions={
        <span className={css.badge} data-tone={good ? 'good' : bad ? 'bad' : undefined}>
          {t.engineStates[engine.state]}
        </span>
      }
    >
      <p className={css.engineName}>{engine.model ?? t.engineKind.none}</p>
      {engine.kind !== 'none' && <p className={css.engineState}>{t.engineKind[engine.kind]}</p>}
      {/* What one does about a missing model is on the page itself; the api's hint is for the command line. */}
      {!good && engine.reason && (
        <p className={css.notice}>
          {engine.state === 'waiting' ? told(engine, 'reason') : told(engine, 'reason', 'hint')}
        </p>
      )}
      <dl className={css.facts}>
        {engine.concurrency > 0 && <Fact name={t.atOnce} value={formats.number(engine.concurrency)} />}
        {engine.settings && (
          <>
            <Fact name={t.detail} value={t.detailTokens(formats.number(engine.settings.imageMaxTokens))} />
            <Fact
              name={t.gpu}
              value={engine.settings.gpuLayers > 0 ? t.gpuLayers(formats.number(engine.settings.gpuLayers)) : t.gpuNone}
            />
          </>
        )}
      </dl>
      {engine.settings && (
        <p className={css.soft} style={{ marginTop: '0.7rem' }}>
          {engine.settings.tuned ? t.tuned : t.notTuned}
        </p>
      )}
      {engine.downloads && engine.downloads.length > 0 && (
        <>
          <h3 className={css.subhead}>{t.downloads}</h3>
          <ul className={css.downloads}>
            {engine.downloads.map((each) => (
              <li key={each.file}>
                <span className={css.between}>
                  <span>{each.file}</span>
                  <span>{formats.bytes(each.bytesPerSecond)}/s</span>
                </span>
                {each.total !== undefined && <Bar share={each.received / each.total} label={each.file} />}
                <span className={css.soft}>
                  {formats.bytes(each.received)}
                  {each.total !== undefined && ` / ${formats.bytes(each.total)}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

export function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
