import type { Status } from './status.js'

/** The status for those who may not see where things lie on this machine: what is wrong is the owner's to read. */
export function withoutPaths(status: Status): Status {
  const { reason: _reason, hint: _hint, notice: _notice, told: _told, ...engine } = status.engine
  const { reason: _textReason, hint: _textHint, told: _textTold, ...textEngine } = status.textEngine
  return { ...status, engine, textEngine, errands: [], shares: status.shares.map(shareWithoutPath) }
}

export function shareWithoutPath({ told: _told, ...share }: Status['shares'][number]): Status['shares'][number] {
  return { ...share, path: null, reason: null }
}
