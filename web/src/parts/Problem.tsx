import { Component, type ReactNode } from 'react'
import { isFailedLoad } from '../app/failed-loads'
import { useExplain } from '../words/told'
import { useWords } from '../words/words'
import { Button } from './parts'
import css from './parts.module.css'

/** What went wrong, and the way on. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const words = useWords()
  const explain = useExplain()
  return (
    <div className={css.problem} role="alert">
      <p>{explain(error)}</p>
      {onRetry && (
        <Button icon="refresh" small onClick={onRetry}>
          {words.app.retry}
        </Button>
      )}
    </div>
  )
}

interface BoundaryWords {
  title: string
  /** said of what could not be fetched, which is tried again */
  missing: string
  reload: string
}

/** A page that fails takes only itself down. */
export class Boundary extends Component<{ children: ReactNode } & BoundaryWords, { error?: Error }> {
  override state: { error?: Error } = {}
  static getDerivedStateFromError(error: Error) {
    return { error }
  }
  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className={css.problem} role="alert">
        <h1>{this.props.title}</h1>
        <p>{isFailedLoad(error) ? this.props.missing : error.message}</p>
        <Button icon="refresh" onClick={() => location.reload()}>
          {this.props.reload}
        </Button>
      </div>
    )
  }
}
