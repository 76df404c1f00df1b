import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Config } from './config.js'
import type { Database, Queryable } from './database/connect.js'
import { settings } from './database/schema.js'
import { readOwnerSettings, writeSetting } from './owner-settings.js'

/** A vision server that the owner chose while everything runs. */
const ownerServer = z.strictObject({
  url: z.string().regex(/^https?:\/\//, 'expected http://… or https://…'),
  /** bearer token; leaves the database only towards that server */
  key: z.string().min(1).optional(),
  /** which of its models is asked; else one that sees */
  model: z.string().min(1).optional(),
})
export type OwnerServer = z.infer<typeof ownerServer>

const KEY = 'server'

export async function readOwnerServer(db: Queryable): Promise<OwnerServer | undefined> {
  const [row] = await db.select().from(settings).where(eq(settings.key, KEY))
  return ownerServer.safeParse(row?.value).data
}

/** Remembers a server, or none any more. */
export async function writeOwnerServer(db: Queryable, server: OwnerServer | undefined): Promise<void> {
  if (server) await writeSetting(db, KEY, server)
  else await db.delete(settings).where(eq(settings.key, KEY))
}

/** What of the choice of an engine the configuration has taken out of the owner's hands: it says which one. */
export function fixedEngine({ engine, serverUrl, model }: Config): 'server' | 'model' | undefined {
  if (serverUrl && engine !== 'embedded') return 'server'
  return model === undefined ? undefined : 'model'
}

/** The configuration with what the owner has chosen since, where it says nothing itself. */
export async function ownersConfig(db: Database, config: Config): Promise<Config> {
  const [{ language, embeddingModel, analyseHours }, server] = await Promise.all([
    readOwnerSettings(db, config),
    readOwnerServer(db),
  ])
  const free = server && config.engine !== 'embedded' && fixedEngine(config) === undefined
  return {
    ...config,
    language,
    embeddingModel: embeddingModel ?? undefined,
    schedule: analyseHours ? { analyse: analyseHours } : {},
    ...(free ? { serverUrl: [server.url], serverKey: server.key, model: server.model } : {}),
  }
}
