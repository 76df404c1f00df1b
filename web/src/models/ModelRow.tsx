import { useState } from 'react'
import type { Errand, Model, Models } from '../api/types'
import list from '../overview/Overview.module.css'
import { Dialog } from '../parts/Dialog'
import { Button } from '../parts/parts'
import parts from '../parts/parts.module.css'
import { useTold } from '../words/told'
import { useFormats, useWords } from '../words/words'
import { ErrandProblem } from './ErrandProblem'
import { ErrandProgress } from './ErrandProgress'
import css from './models.module.css'
import { errandOf, isOpen, useModelActions } from './useModels'

const TONES = { recommended: 'good', good: undefined, slow: undefined, too_large: 'bad' } as const

/** One model: what it takes, whether it suits this machine, and what can be done with it. */
export function ModelRow({ model, models, fixed }: { model: Model; models: Models; fixed: boolean }) {
  const words = useWords()
  const t = words.models
  const actions = useModelActions()
  const [removing, setRemoving] = useState(false)
  const { name, state, used, fit } = model
  const pull = errandOf(models, 'pull', name)
  const verify = errandOf(models, 'verify', name)
  const there = state === 'installed'
  return (
    <li className={css.model} data-testid={`model-${name}`}>
      <div className={css.modelHead}>
        <strong className={css.modelName}>{name}</strong>
        {used && (
          <span className={list.badge} data-tone="good">
            {t.used}
          </span>
        )}
        {!used && state !== 'absent' && <span className={list.badge}>{t.states[state]}</span>}
        {fit && fit !== 'good' && (
          <span className={list.badge} data-tone={TONES[fit]}>
            {t.fits[fit]}
          </span>
        )}
      </div>
      <Facts model={model} models={models} />
      {isOpen(pull) && pull && <ErrandProgress errand={pull} />}
      {isOpen(verify) && verify && <ErrandProgress errand={verify} />}
      {!isOpen(pull) && pull?.problem && !there && <ErrandProblem problem={pull.problem} />}
      {!isOpen(verify) && there && verify?.result?.files && <Verdict files={verify.result.files} />}
      {!isOpen(pull) && (
        <div className={css.actions}>
          {!there && (
            <Button
              small
              icon="download"
              look={fit === 'recommended' ? 'primary' : 'plain'}
              disabled={model.enoughSpace === false}
              onClick={() => void actions.pull(name, { use: !fixed })}
              aria-label={`${state === 'absent' ? t.download : t.goOn}: ${name}`}
            >
              {state === 'absent' ? t.download : t.goOn}
            </Button>
          )}
          {there && !used && !fixed && (
            <Button small look="primary" onClick={() => void actions.use(model)} aria-label={`${t.use}: ${name}`}>
              {t.use}
            </Button>
          )}
          {there && !isOpen(verify) && (
            <Button small look="quiet" onClick={() => void actions.verify(name)} aria-label={`${t.verify}: ${name}`}>
              {t.verify}
            </Button>
          )}
          {state !== 'absent' && (
            <Button small look="danger" onClick={() => setRemoving(true)} aria-label={`${t.remove}: ${name}`}>
              {t.remove}
            </Button>
          )}
        </div>
      )}
      {removing && <RemoveDialog model={model} onClose={() => setRemoving(false)} />}
    </li>
  )
}

function Facts({ model, models }: { model: Model; models: Models }) {
  const words = useWords()
  const formats = useFormats()
  const t = words.models
  const { state, secondsPerPhoto: seconds, memoryBytes, missingBytes, enoughSpace } = model
  const size = {
    installed: t.onDisk(formats.bytes(model.bytes)),
    absent: t.size(formats.bytes(model.bytes)),
    unfinished: t.left(formats.bytes(missingBytes)),
    incomplete: t.left(formats.bytes(missingBytes)),
  }[state]
  const facts = [
    words.models.meaningSuits[model.name],
    size,
    memoryBytes !== null && t.memory(formats.bytes(memoryBytes)),
    seconds && t.seconds(formats.about(seconds.from), formats.about(seconds.to)),
  ].filter(Boolean)
  return (
    <>
      <p className={css.soft}>{facts.join(' · ')}</p>
      {enoughSpace === false && state !== 'installed' && (
        <p className={css.bad}>{t.noSpace(formats.bytes(missingBytes), formats.bytes(models.free ?? 0))}</p>
      )}
    </>
  )
}

function Verdict({ files }: { files: NonNullable<NonNullable<Errand['result']>['files']> }) {
  const words = useWords()
  const told = useTold()
  const t = words.models
  const damaged = files.filter(({ state }) => state === 'damaged')
  if (damaged.length === 0) {
    const state = files.every((file) => file.state === 'ok') ? 'ok' : 'unknown'
    return (
      <p className={css.good} title={files.map((each) => told(each, 'found')).join('\n')}>
        {t.verified[state]}
      </p>
    )
  }
  return (
    <p className={css.bad} role="alert">
      {t.verified.damaged}
      {words.app.colon}
      {damaged.map((each) => `${each.file}. ${told(each, 'found')}`).join(' ')}
    </p>
  )
}

function RemoveDialog({ model, onClose }: { model: Model; onClose: () => void }) {
  const words = useWords()
  const formats = useFormats()
  const t = words.models
  const { remove } = useModelActions()
  const bytes = formats.bytes(model.received || model.bytes)
  const go = () => {
    void remove(model.name, bytes, true)
    onClose()
  }
  return (
    <Dialog label={t.remove} onClose={onClose}>
      <p>{t.removeSure(model.name, bytes)}</p>
      {model.used && <p className={css.bad}>{t.removeUsed}</p>}
      <div className={`${parts.row} ${parts.end}`} style={{ marginTop: '1rem' }}>
        <Button onClick={onClose}>{words.app.cancel}</Button>
        <Button look="danger" onClick={go}>
          {t.remove}
        </Button>
      </div>
    </Dialog>
  )
}
