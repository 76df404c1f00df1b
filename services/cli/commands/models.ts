import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { findEngine } from '#vision/models/find-engine'
import { printJson, printTable } from '../print.js'

/** What would be used now, why not, and which GGUF files lie in the models folder. */
export async function models(options: { json?: boolean }, env: NodeJS.ProcessEnv): Promise<void> {
  const config = loadConfig(env)
  const folder = dataFolder(config.dataDir).models
  const choice = await findEngine(config)
  const files = await Promise.all(
    (await readdir(folder).catch(() => []))
      .filter((name) => name.toLowerCase().endsWith('.gguf'))
      .map(async (name) => ({ name, bytes: (await stat(path.join(folder, name))).size })),
  )
  if (options.json) return printJson({ folder, files, choice })
  if (choice.kind === 'waiting') console.log(`${choice.reason} ${choice.hint}`)
  else if (choice.kind === 'server') console.log(`Photos are sent to the engine at ${choice.url}.`)
  else console.log(`Photos are looked at by ${choice.name} (${choice.modelPath}).`)
  if (files.length > 0) {
    printTable(
      [`in ${folder}`, 'GB'],
      files.map((file) => [file.name, (file.bytes / 1e9).toFixed(2)]),
    )
  }
}
