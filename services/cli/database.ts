import { loadConfig } from '#core/config'
import { dataFolder, makeDataFolder } from '#core/data-folder'
import { startEmbeddedPostgres } from '#core/database/embedded'
import { createLog } from '#core/log'
import { runService } from '#core/service'
import { onShutdown } from '#core/shutdown'

/** The process that owns the bundled PostgreSQL: it ends with it, and stops it when its own parent is gone. */
await runService(async () => {
  const config = loadConfig(process.env)
  const log = createLog('database', config.logLevel)
  const folder = dataFolder(config.dataDir)
  await makeDataFolder(folder)
  const postgres = await startEmbeddedPostgres({
    cluster: folder.postgres,
    run: folder.run,
    logs: folder.logs,
    small: config.profile === 'small',
    log,
  })
  const { signal, begin } = onShutdown(log, [{ name: 'postgres', run: () => postgres.stop() }])
  void postgres.exited.then((how) => {
    if (signal.aborted) return
    log.error(how, 'the database server ended')
    void begin('the database server ended', 1)
  })
  process.send?.({ type: 'ready', url: postgres.url, pid: postgres.pid })
})
