import { FatalError, messageOf } from './errors.js'

/** Exit code of a process that cannot work until the owner changes something (EX_CONFIG of sysexits.h). */
export const CONFIGURATION_EXIT = 78

/**
 * Runs a service's start, turning a failure into an exit code: 78 when the configuration is the reason, else 1. The
 * parent, if there is one, is told the message.
 */
export async function runService(start: () => Promise<void>): Promise<void> {
  try {
    await start()
  } catch (error) {
    const fatal = error instanceof FatalError
    process.stderr.write(`${fatal ? messageOf(error) : (error as Error).stack}\n`)
    const exit = () => process.exit(fatal ? CONFIGURATION_EXIT : 1)
    if (!process.send) return exit()
    process.send({ type: 'fatal', message: messageOf(error) }, undefined, undefined, exit)
  }
}
