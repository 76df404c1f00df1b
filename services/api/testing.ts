import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { type Config, loadConfig } from '#core/config'
import type { Database } from '#core/database/connect'
import { createLog } from '#core/log'
import { openQueues } from '#core/queues'
import { refreshSearchDocument } from '#core/search/refresh'
import { COST } from '#core/sign-in/secret-hash'
import { type SeedPhoto, seedPhoto, seedShare } from '#core/testing/photos'
import { testDatabase } from '#core/testing/postgres'
import { createApp } from './app.js'

// What a person chose is hashed as always, but at once: hundreds of routes are asked with a password.
Object.assign(COST, { ln: 4, p: 1 })

/** What a command of the owner would show. */
export const COMMAND_KEY = 'alb_command_test'

/** An api on a database and folders of its own. */
export async function startTestApi(settings: Partial<Config> = {}) {
  const database = await testDatabase()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'albumen-api-'))
  const log = createLog('test', 'silent')
  const config = loadConfig({}, { dataDir: folder, ...settings })
  const queues = await openQueues({ databaseUrl: database.url }, log)
  const previewsDir = path.join(folder, 'previews')
  const { server, status, routes } = await createApp({
    ...{ connection: database.connection, queues, config, previewsDir, log },
    commandKey: COMMAND_KEY,
  })
  const db: Database = database.connection.db
  const root = path.join(folder, 'share')
  const shareId = await seedShare(db, 'family', root)

  return {
    server,
    status,
    routes,
    db,
    queues,
    config,
    folder,
    previewsDir,
    /** the share's folder, not made yet */
    root,
    shareId,
    connection: database.connection,
    get: (url: string, headers: Record<string, string> = {}) => server.inject({ method: 'GET', url, headers }),
    send: (method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, headers: Record<string, string> = {}) =>
      server.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) }),
    async photo(seed: Omit<SeedPhoto, 'shareId'> & { shareId?: number }): Promise<string> {
      const id = await seedPhoto(db, { shareId, ...seed })
      await refreshSearchDocument(db, id)
      return id
    },
    /** Listens on a free port, for what cannot be injected. @returns its address */
    async listen(): Promise<string> {
      await server.listen({ host: '127.0.0.1', port: 0 })
      return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    },
    async close() {
      await server.close()
      await queues.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>
