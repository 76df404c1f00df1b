import { loadConfig } from '#core/config'
import { FatalError, messageOf } from '#core/errors'
import { createLog } from '#core/log'
import { openDecoders } from '#photo/open-decoders'
import { pictureOf } from '#photo/picture-of'
import { analysePhoto } from '#vision/analyse'
import { openEngine } from '#vision/engines/open-engine'
import { toModelInput } from '#vision/model-input'
import { findEngine } from '#vision/models/find-engine'
import { PROMPT_VERSION } from '#vision/prompt'
import { shownAnalysis } from '#vision/schema'
import { printJson } from '../print.js'

/** Prints what the model sees in each file, in the order given. One bad file is one line; exit code 1 tells of it. */
export async function analyseFiles(
  files: string[],
  options: { language?: string; json?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const config = loadConfig({ ...env, ...(options.language ? { ALBUMEN_LANGUAGE: options.language } : {}) })
  const choice = await findEngine(config)
  if (choice.kind === 'waiting') throw new FatalError(`${choice.reason} ${choice.hint}`)
  const engine = await openEngine(choice, {
    slots: 1,
    timeoutMs: config.analyseTimeout * 1000,
    log: createLog('analyse', 'silent'),
  })
  const decoders = openDecoders(new AbortController().signal)
  try {
    for (const file of files) {
      try {
        const jpeg = await toModelInput(await pictureOf(file, decoders.deps))
        const {
          analysis: kept,
          absent,
          ...provenance
        } = await analysePhoto(engine, jpeg, { language: config.language ?? 'en' })
        const analysis = shownAnalysis(kept, absent)
        if (options.json) {
          const { repaired, milliseconds, model = engine.model } = provenance
          printJson({ file, ...analysis, model, promptVersion: PROMPT_VERSION, repaired, milliseconds })
        } else {
          console.log(file)
          for (const [name, value] of Object.entries(analysis)) {
            console.log(`    ${name}: ${Array.isArray(value) ? value.join(', ') : value}`)
          }
        }
      } catch (error) {
        process.exitCode = 1
        if (options.json) printJson({ file, error: messageOf(error) })
        else console.log(`${file}\n    ${messageOf(error)}`)
      }
    }
  } finally {
    await Promise.all([engine.close(), decoders.close()])
  }
}
