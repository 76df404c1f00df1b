import { messageOf } from './errors.js'
import type { Log } from './log.js'

/** How long an ordered shutdown may take before the process ends anyway. */
const DEADLINE_MS = 20_000

/**
 * Runs the steps in order once, on SIGINT, SIGTERM or when the parent process is gone (its IPC channel closed), and then
 * ends the process. Each step is awaited; one that fails does not keep the others from running.
 * @returns the signal that is aborted when the shutdown begins, and a way to begin it from inside
 */
export function onShutdown(log: Log, steps: { name: string; run: () => Promise<unknown> }[]) {
  const controller = new AbortController()
  let begun = false
  const begin = async (reason: string, exitCode = 0) => {
    if (begun) return
    begun = true
    log.debug({ reason }, 'stopping')
    setTimeout(() => process.exit(1), DEADLINE_MS).unref()
    controller.abort()
    for (const step of steps) {
      await step
        .run()
        .catch((error) => log.warn({ step: step.name, error: messageOf(error) }, 'a step of stopping failed'))
    }
    process.exit(exitCode)
  }
  process.on('SIGINT', () => void begin('SIGINT'))
  process.on('SIGTERM', () => void begin('SIGTERM'))
  if (process.channel) process.on('disconnect', () => void begin('the parent process is gone'))
  return { signal: controller.signal, begin }
}
