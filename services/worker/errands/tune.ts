import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { and, asc, eq, gte, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '#core/database/connect'
import { photos } from '#core/database/schema'
import { demoScenes } from '#core/demo'
import { PermanentError } from '#core/errors'
import { previewPath } from '#core/preview-path'
import { say } from '#core/sentences/say'
import { findEngine } from '#vision/models/find-engine'
import type { Progress } from '#vision/tuning/measure'
import { keepMeasured, MEASURED_PHOTOS, measureChoice } from '#vision/tuning/measure-choice'
import type { Grid } from '#vision/tuning/measure-grid'
import type { Row } from '#vision/tuning/measure-rows'
import type { Doing } from './errand-deps.js'

const options = z.object({
  minutes: z.number().min(0.05).max(1_440).default(10),
  slots: z.array(z.number()).optional(),
  imageTokens: z.array(z.number()).optional(),
})

/** Measures what suits this machine on photos of the library while analysis rests, and keeps the best. */
export const tune: Doing = async (errand, deps, { signal, progress }) => {
  const { minutes, ...only } = options.parse(errand.options)
  if (!deps.restWhile) throw new Error('expected a worker that analyses photos')
  // A machine that went down while it measured is not measured again by itself.
  if (errand.tries > 1) throw new PermanentError('interrupted', say('measurement_interrupted'))
  const config = await deps.ownersConfig()
  const choice = await findEngine(config)
  if (choice.kind === 'waiting') throw new PermanentError('model_unusable', `${choice.reason} ${choice.hint}`)
  const library = await fromLibrary(deps.connection.db, deps.folder.previews)
  const pictures = library.length > 0 ? library : await drawings()

  const rows: Row[] = []
  const tell = (now?: Progress) =>
    progress({ rows, ...(now ? { now: now as unknown as Record<string, unknown> } : {}) })
  tell()
  const outcome = await deps.restWhile(signal, () =>
    measureChoice(choice, pictures, {
      ...{ config, minutes, signal, onProgress: tell, narrow: (grid) => among(grid, only) },
      onRow(row) {
        rows.push(row)
        tell()
      },
    }),
  )
  const { best, untried, skipped } = outcome.measured
  const kept = await keepMeasured(outcome, config)
  const model = choice.kind === 'server' ? (choice.model ?? null) : choice.name
  return { model, rows, best: best ?? null, untried, skipped, kept: kept !== undefined, photos: library.length }
}

/** What would be measured, without what was not asked for. */
function among(grid: Grid, only: { slots?: number[] | undefined; imageTokens?: number[] | undefined }): Grid {
  return {
    slots: grid.slots.filter((slots) => only.slots?.includes(slots) ?? true),
    imageTokens: grid.imageTokens.filter(
      (tokens) => tokens === undefined || (only.imageTokens?.includes(tokens) ?? true),
    ),
  }
}

/** Ids are hashes: those after any one of them are a random choice. */
async function fromLibrary(db: Database, previewsDir: string): Promise<Buffer[]> {
  const somewhere = createHash('sha256').update(randomUUID()).digest('hex')
  const readable = and(eq(photos.present, true), isNotNull(photos.ingestedAt))
  const read = (from: string, limit: number) =>
    db
      .select({ id: photos.id })
      .from(photos)
      .where(and(readable, gte(photos.id, from)))
      .orderBy(asc(photos.id))
      .limit(limit)
  const after = await read(somewhere, MEASURED_PHOTOS)
  const wrapped = after.length < MEASURED_PHOTOS ? await read('', MEASURED_PHOTOS) : []
  const ids = [...new Set([...after, ...wrapped].map(({ id }) => id))].slice(0, MEASURED_PHOTOS)
  return await readAll(ids.map((id) => previewPath(previewsDir, id, 'preview')))
}

/** For want of a library. */
async function drawings(): Promise<Buffer[]> {
  const names = (await readdir(demoScenes)).filter((name) => name.endsWith('.jpg')).slice(0, MEASURED_PHOTOS)
  return await readAll(names.map((name) => path.join(demoScenes, name)))
}

async function readAll(files: string[]): Promise<Buffer[]> {
  const found = await Promise.all(files.map((file) => readFile(file).catch(() => undefined)))
  return found.filter((each) => each !== undefined && each.length > 0) as Buffer[]
}
