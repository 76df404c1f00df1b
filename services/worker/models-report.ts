import { readdir, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '#core/config'
import type { DataFolder } from '#core/data-folder'
import { messageOf } from '#core/errors'
import type { InstalledReport, ModelsReport } from '#core/heartbeat'
import type { Log } from '#core/log'
import { chooseEmbedding } from '#text/models/choose'
import { installedEmbeddings } from '#text/models/installed'
import { unfinishedDownloads } from '#vision/models/downloads'
import { findEngine } from '#vision/models/find-engine'
import { installedModels } from '#vision/models/installed'
import { readSelection } from '#vision/models/selection'
import type { Survey } from './survey.js'

const LOOK_EVERY_MS = 3_000

export interface ModelsWatch {
  report(): ModelsReport
  /** Looks now; what an errand has changed is told at once. */
  look(): Promise<void>
  readonly closed: Promise<void>
}

/** Keeps an eye on the models folder, whoever changes it. */
export function watchModels(
  { folder, log, signal }: { folder: DataFolder; log: Log; signal: AbortSignal },
  { config, survey }: { config: () => Promise<Config>; survey: Survey },
): ModelsWatch {
  let seen = { signature: '', installed: [] as InstalledReport[], files: [] as string[] }
  let report: Omit<ModelsReport, 'hardware'> = {
    ...{ folder: folder.models, free: null, installed: [], files: [], unfinished: [], chosen: null },
  }

  async function look(): Promise<void> {
    const wanted = await config()
    const names = await finishedIn(folder.models)
    const signature = JSON.stringify([await signatureOf(folder.models, names), wanted])
    // Headers are only read again when something lies there that did not before.
    if (signature !== seen.signature) {
      const files = names.filter((name) => /\.gguf$/i.test(name)).map((name) => path.basename(name))
      seen = { signature, installed: await installed(wanted, folder.models), files }
    }
    const [free, unfinished, selection] = await Promise.all([
      statfs(folder.models).then(
        ({ bavail, bsize }) => bavail * bsize,
        () => null,
      ),
      unfinishedDownloads(folder.models),
      readSelection(folder.models),
    ])
    const chosen = selection?.model ?? null
    report = { folder: folder.models, free, installed: seen.installed, files: seen.files, unfinished, chosen }
  }

  const closed = (async () => {
    while (!signal.aborted) {
      await look().catch((error) => log.warn({ error: messageOf(error) }, 'the models folder cannot be looked at'))
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
    }
  })()

  return {
    report() {
      const hardware = survey.known()
      return hardware ? { ...report, hardware } : report
    },
    look,
    closed,
  }
}

async function installed(config: Config, modelsDir: string): Promise<InstalledReport[]> {
  const [vision, embeddings, engine, embedding] = await Promise.all([
    installedModels(modelsDir),
    installedEmbeddings(modelsDir),
    findEngine(config),
    chooseEmbedding(config.embeddingModel, modelsDir),
  ])
  const used = engine.kind === 'embedded' ? engine.modelPath : undefined
  const usedEmbedding = embedding.kind === 'model' ? embedding.path : undefined
  return [
    ...vision.map(({ name, model, bytes, mmproj, mmprojBytes }) => ({
      ...{ name, kind: 'vision' as const, file: model, bytes: bytes + mmprojBytes },
      ...{ complete: mmproj !== undefined, used: model === used },
    })),
    ...embeddings.map(({ name, file, bytes }) => ({
      ...{ name, kind: 'embedding' as const, file, bytes, complete: true, used: file === usedEmbedding },
    })),
  ]
}

async function finishedIn(modelsDir: string): Promise<string[]> {
  const names = await readdir(modelsDir, { recursive: true }).catch(() => [])
  return names.filter((name) => /\.(gguf|json)$/i.test(name) && !name.endsWith('.part.json')).sort()
}

/** Names, sizes and times of what lies there; parts grow all the time and are told apart from models. */
async function signatureOf(modelsDir: string, names: string[]): Promise<string[]> {
  return await Promise.all(
    names.map(async (name) => {
      const about = await stat(path.join(modelsDir, name)).catch(() => undefined)
      return `${name} ${about?.size} ${about?.mtimeMs}`
    }),
  )
}
