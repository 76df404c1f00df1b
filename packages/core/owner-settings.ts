import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Config, hours } from './config.js'
import type { Queryable } from './database/connect.js'
import { settings } from './database/schema.js'

/** What the owner changes while everything runs. */
export const ownerSettings = z.strictObject({
  /** when photos are analysed, such as 22:00-07:00 in the machine's local time; null for always */
  analyseHours: hours.nullable(),
  /** of the descriptions of photos that are analysed from now on */
  language: z.enum(['en', 'zh']),
  /** what turns words into meanings: a name of the catalog, a path or none; null for the newest downloaded */
  embeddingModel: z.string().min(1).max(4096).nullable(),
  /** the first start's guide is done, or was left */
  welcomed: z.boolean(),
})
export type OwnerSettings = z.infer<typeof ownerSettings>

const DEFAULTS: OwnerSettings = { analyseHours: null, language: 'en', embeddingModel: null, welcomed: false }

/** What holds now: the configuration where it says something, else what the owner has chosen since. */
export async function readOwnerSettings(db: Queryable, config: Config): Promise<OwnerSettings> {
  const rows = await db.select().from(settings)
  const chosen = Object.fromEntries(
    rows.flatMap(({ key, value }) => {
      const field = ownerSettings.shape[key as keyof OwnerSettings]?.safeParse(value)
      return field?.success ? [[key, field.data]] : []
    }),
  )
  return { ...DEFAULTS, ...chosen, ...fixedSettings(config) }
}

/** Those that the configuration decides, which cannot be changed while running. */
export function fixedSettings({ schedule, language, embeddingModel }: Config): Partial<OwnerSettings> {
  return {
    ...(schedule.analyse ? { analyseHours: schedule.analyse } : {}),
    ...(language ? { language } : {}),
    ...(embeddingModel ? { embeddingModel } : {}),
  }
}

export async function writeOwnerSettings(db: Queryable, changes: Partial<OwnerSettings>): Promise<void> {
  for (const [key, value] of Object.entries(changes)) await writeSetting(db, key, value)
}

/** The choice of an embedding model goes with its file. */
export async function forgetEmbeddingModel(db: Queryable, config: Config, file: string): Promise<void> {
  if ('embeddingModel' in fixedSettings(config)) return
  const { embeddingModel } = await readOwnerSettings(db, config)
  if (embeddingModel === file) await writeOwnerSettings(db, { embeddingModel: null })
}

/** One row of the table of settings, whatever it is called. */
export async function writeSetting(db: Queryable, key: string, value: unknown): Promise<void> {
  const row = { key, value: sql`${JSON.stringify(value)}::jsonb`, changedAt: sql`now()` }
  await db.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row })
}
