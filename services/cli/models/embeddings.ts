import { type Config, loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { FatalError } from '#core/errors'
import { embeddingCatalog, embeddingCatalogModel } from '#text/models/catalog'
import { chooseEmbedding, embeddingsFolder } from '#text/models/choose'
import { installedEmbeddings } from '#text/models/installed'
import { createHubs } from '#vision/models/hubs'
import { pullEmbeddingModel } from '#vision/models/pull'
import { type FileReference, parseReference } from '#vision/models/reference'
import { ownLibraryConfig } from '../owners-choice.js'
import { printJson, printTable } from '../print.js'
import { withProgress } from './progress-line.js'
import { amount, gigabytes } from './size.js'

/** Embedding models, as the commands about vision models show them. */
export async function embeddingRows(config: Config) {
  const folder = dataFolder(config.dataDir).models
  const choice = await chooseEmbedding(config.embeddingModel, folder)
  const used = choice.kind === 'model' ? choice.path : undefined
  const installed = await installedEmbeddings(folder)
  const known = embeddingCatalog.map(({ name, bytes, memoryBytes, licence, suits, repository, file }) => ({
    ...{ name, downloadBytes: bytes, memoryBytes, licence, suits, repository, files: [file] },
    file: installed.find((each) => each.name === name)?.file,
  }))
  const others = installed
    .filter(({ name }) => !embeddingCatalog.some((entry) => entry.name === name))
    .map(({ name, file, bytes }) => ({ name, downloadBytes: bytes, suits: 'put there by hand', file }))
  return {
    choice,
    models: [...known, ...others].map((row) => ({
      ...row,
      state: row.file === undefined ? '' : 'on disk',
      used: row.file !== undefined && row.file === used,
    })),
  }
}

export function printEmbeddings({ choice, models }: Awaited<ReturnType<typeof embeddingRows>>): void {
  if (choice.kind === 'off') console.log('Photos are not found by meaning: the embedding model is set to none.\n')
  else if (choice.kind === 'waiting') console.log(`Photos are not found by meaning: ${choice.reason} ${choice.hint}\n`)
  else console.log(`Photos are found by meaning with ${choice.name} (${choice.path}).\n`)
  printTable(
    ['embedding model', 'GB', 'memory GB', 'state', 'for'],
    models.map((row) => [
      row.name,
      gigabytes(row.downloadBytes),
      'memoryBytes' in row ? `~${(row.memoryBytes / 1e9).toFixed(1)}` : '',
      row.used ? 'used' : row.state,
      row.suits,
    ]),
  )
}

/** Where an embedding model of the catalog, or one that is said to be one, comes from. */
export function embeddingReference(name: string | undefined, isEmbedding: boolean): FileReference | undefined {
  const known = name === undefined ? undefined : embeddingCatalogModel(name)
  if (known) return { kind: 'hub', repository: known.repository, file: known.file }
  if (!isEmbedding) return undefined
  const names = embeddingCatalog.map((each) => each.name).join(', ')
  const reference = name === undefined ? undefined : parseReference(name)
  if (reference && reference.kind !== 'path') return reference
  throw new FatalError(`Expected ${names}, hf:owner/repository/file.gguf or a link, got ${name ?? 'nothing'}.`)
}

export async function pullEmbedding(
  reference: FileReference,
  options: { json?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const config = loadConfig(env)
  const { models } = dataFolder(config.dataDir)
  const pulled = await withProgress((signal, onProgress) =>
    pullEmbeddingModel(reference, {
      modelsDir: embeddingsFolder(models),
      hubs: createHubs({ endpoint: config.hfEndpoint, token: config.hfToken }),
      signal,
      onProgress,
    }),
  )
  if (options.json) return printJson({ model: pulled.file, files: [pulled] })
  console.log(`${pulled.file}: ${pulled.alreadyThere ? 'already there' : `${amount(pulled.bytes)}, checked`}.`)
  const { embeddingModel } = await ownLibraryConfig(config)
  const choice = await chooseEmbedding(embeddingModel, models)
  if (choice.kind === 'model' && choice.path === pulled.file) {
    console.log('Photos are found by meaning with it; a running Albumen changes over by itself.')
  } else console.log(`To use it, choose it on the settings page, or set ALBUMEN_EMBEDDING_MODEL=${pulled.file}`)
}
