import { FatalError } from '#core/errors'
import { hardwareFor, settingsFor } from '../tuning/settings-for.js'
import { createEngine, type EngineOptions, type UsableChoice } from './create.js'
import type { VisionEngine } from './engine.js'

/**
 * Looks at the machine, plans for the model that was chosen, and makes the engine. A second or two before it begins to
 * load, which cards take to be found; nothing for a server, and milliseconds for nano-vl.
 *
 * @throws FatalError when the model cannot run on this machine; its message says what can
 */
export async function openEngine(
  choice: UsableChoice,
  options: Omit<EngineOptions, 'settings'>,
): Promise<VisionEngine> {
  if (choice.kind === 'server') return createEngine(choice, options)
  const planned = await settingsFor(choice, await hardwareFor(choice))
  if (!planned.settings) throw new FatalError(`${planned.refusal} ${planned.hint}`)
  return createEngine(choice, { ...options, settings: planned.settings })
}
