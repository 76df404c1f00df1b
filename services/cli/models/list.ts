import { type Config, loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { fixedEngine } from '#core/owner-server'
import { catalog } from '#vision/models/catalog'
import { findEngine } from '#vision/models/find-engine'
import { type InstalledModel, installedModels } from '#vision/models/installed'
import type { EngineChoice } from '#vision/models/resolve'
import { readSelection } from '#vision/models/selection'
import { ownLibraryConfig } from '../owners-choice.js'
import { printJson, printTable } from '../print.js'
import { embeddingRows, printEmbeddings } from './embeddings.js'
import { gigabytes } from './size.js'

interface Row {
  name: string
  downloadBytes: number
  exact: boolean
  memoryBytes?: number
  licence?: string
  suits: string
  repository?: string
  files?: string[]
  /** where it lies, when it does */
  file?: string
  state: string
  used: boolean
}

/** The catalog and what lies in the models folder in one table, and above it what is used now and why. */
export async function listModels(options: { json?: boolean }, env: NodeJS.ProcessEnv): Promise<void> {
  const given = loadConfig(env)
  const config = await ownLibraryConfig(given)
  const folder = dataFolder(config.dataDir).models
  const [installed, choice, selected] = [
    await installedModels(folder),
    await findEngine(config),
    await readSelection(folder),
  ]
  const used = choice.kind === 'embedded' ? choice.modelPath : undefined
  const rows: Row[] = [
    ...catalog.map((entry) => {
      const onDisk = installed.find(({ name }) => name === entry.name)
      return {
        name: entry.name,
        downloadBytes: entry.model.bytes + entry.mmproj.bytes,
        exact: entry.model.exact && entry.mmproj.exact,
        memoryBytes: entry.memoryBytes,
        licence: entry.licence,
        suits: entry.suits,
        repository: entry.model.repository,
        files: [entry.model.file, entry.mmproj.file],
        ...stateOf(onDisk, used),
      }
    }),
    ...installed
      .filter(({ name }) => !catalog.some((entry) => entry.name === name))
      .map((model) => ({
        name: model.name,
        downloadBytes: model.bytes + model.mmprojBytes,
        exact: true,
        suits: model.record ? `from ${model.record.source}` : 'put there by hand',
        ...stateOf(model, used),
      })),
  ]
  const chosenBy = chooserOf(choice, given, selected !== undefined)
  const embeddings = await embeddingRows(config)
  if (options.json) return printJson({ folder, chosenBy, choice, models: rows, embeddings })

  if (choice.kind === 'waiting') console.log(`${choice.reason} ${choice.hint}`)
  else if (choice.kind === 'server') {
    console.log(`Photos are sent to the engine at ${choice.urls.join(' and ')} (chosen by ${chosenBy}).`)
  } else console.log(`Photos are looked at by ${choice.name} (${choice.modelPath}; chosen by ${chosenBy}).`)
  console.log(`All are Qwen3-VL Instruct under Apache-2.0. ~ means about. Folder: ${folder}\n`)
  printTable(
    ['model', 'GB', 'memory GB', 'state', 'for'],
    rows.map((row) => [
      row.name,
      `${row.exact ? '' : '~'}${gigabytes(row.downloadBytes)}`,
      row.memoryBytes ? `~${(row.memoryBytes / 1e9).toFixed(1)}` : '',
      row.used ? 'used' : row.state,
      row.suits,
    ]),
  )
  console.log('')
  printEmbeddings(embeddings)
}

/** What decided about it, in the words that its owner knows. */
function chooserOf(choice: EngineChoice, given: Config, isSelected: boolean): string {
  if (choice.kind === 'server') return fixedEngine(given) === 'server' ? 'ALBUMEN_SERVER_URL' : 'the settings page'
  return given.model ? 'ALBUMEN_MODEL' : isSelected ? 'albumen models use' : 'auto'
}

function stateOf(model: InstalledModel | undefined, used: string | undefined) {
  if (!model) return { state: '', used: false }
  return { state: model.mmproj ? 'on disk' : 'lacks mmproj', used: model.model === used, file: model.model }
}
