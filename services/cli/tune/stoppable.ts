import { FatalError } from '#core/errors'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Does something that Ctrl-C ends in order: the signal is aborted, and whatever was begun is undone by whoever began it.
 * A second Ctrl-C ends at once.
 */
export async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const stop = () => {
    controller.abort(new FatalError('Stopped. Nothing was kept.'))
    release()
  }
  const release = () => {
    for (const name of SIGNALS) process.off(name, stop)
  }
  for (const name of SIGNALS) process.on(name, stop)
  try {
    return await work(controller.signal)
  } catch (error) {
    // Whatever an interrupted part said about it.
    controller.signal.throwIfAborted()
    throw error
  } finally {
    release()
  }
}
