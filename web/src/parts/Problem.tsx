import { Component, type ReactNode } from 'react'
import { live } from '../api/live'
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

/**
 * A page that fails takes only itself down. When a part of it could not be fetched because the server was away, the page
 * is loaded anew as soon as the server is back.
 */
export class Boundary extends Component<{ children: ReactNode; title: string; reload: string }, { error?: Error }> {
  override state: { error?: Error } = {}
  static getDerivedStateFromError(error: Error) {
    return { error }
  }
  private stop: (() => void) | undefined
  override componentDidCatch() {
    this.stop ??= live.onConnection(() => {
      if (live.connection() === 'open') location.reload()
    })
  }
  override componentWillUnmount() {
    this.stop?.()
  }
  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className={css.problem} role="alert">
        <h1>{this.props.title}</h1>
        <p>{error.message}</p>
        <Button icon="refresh" onClick={() => location.reload()}>
          {this.props.reload}
        </Button>
      </div>
    )
  }
}
