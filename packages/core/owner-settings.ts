import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Config, hours } from './config.js'
import type { Queryable } from './database/connect.js'
import { settings } from './database/schema.js'

/** What the owner changes while everything runs. */
export const ownerSettings = z.strictObject({
  /** when photos are analysed, such as 22:00-07:00 in the machine's local time; null for always */
  analyseHours: hours.nullable(),
})
export type OwnerSettings = z.infer<typeof ownerSettings>

const DEFAULTS: OwnerSettings = { analyseHours: null }

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
export function fixedSettings(config: Config): Partial<OwnerSettings> {
  return config.schedule.analyse ? { analyseHours: config.schedule.analyse } : {}
}

export async function writeOwnerSettings(db: Queryable, changes: Partial<OwnerSettings>): Promise<void> {
  for (const [key, value] of Object.entries(changes)) {
    const row = { key, value: sql`${JSON.stringify(value)}::jsonb`, changedAt: sql`now()` }
    await db.insert(settings).values(row).onConflictDoUpdate({ target: settings.key, set: row })
  }
}
