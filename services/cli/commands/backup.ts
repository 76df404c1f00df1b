import path from 'node:path'
import { Command } from 'commander'
import { listBackups } from '#core/backup/list-backups'
import { verifyBackup } from '#core/backup/verify-backup'
import { writeBackup } from '#core/backup/write-backup'
import { loadConfig } from '#core/config'
import { dataFolder } from '#core/data-folder'
import { FatalError } from '#core/errors'
import { withDatabase } from '../open-database.js'
import { printJson, printTable } from '../print.js'
import { existingLibrary } from '../up/existing-library.js'

interface Options {
  to?: string
  json?: boolean
}

export function backupCommands(env: NodeJS.ProcessEnv): Command {
  const backup = new Command('backup')
    .description(
      'Write everything that cannot be made again into one file: what is known of the photos, settings, saved searches. ' +
        'Not the photos themselves, previews and models. Made each night by itself.',
    )
    .option('--to <folder>', 'where it is written; without, the folder of the nightly ones')
    .option('--json', 'print JSON')
    .action((options: Options) => make(options, env))
  backup
    .command('list')
    .description('The backups that are there, newest first.')
    .option('--to <folder>', 'another folder than that of the nightly ones')
    .option('--json', 'print JSON')
    .action((_: Options, command: Command) => list(command.optsWithGlobals(), env))
  backup
    .command('verify')
    .description('Read a backup to its end and say whether it is sound.')
    .argument('[file]', 'without, the newest')
    .option('--json', 'print JSON')
    .action((file: string | undefined, _: Options, command: Command) => verify(file, command.optsWithGlobals(), env))
  return backup
}

async function make(options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const config = existingLibrary(loadConfig(env))
  const folder = path.resolve(options.to ?? config.backupDir ?? dataFolder(config.dataDir).backups)
  const made = await withDatabase(config, ({ url }) =>
    writeBackup({ databaseUrl: url, dataDir: config.dataDir }, { folder, kind: 'manual' }),
  )
  if (options.json) return printJson(made)
  console.log(`${made.photos.toLocaleString('en')} photos are backed up in ${made.file} (${readable(made.bytes)}).`)
}

async function list(options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const backups = await listBackups(backupFolder(options, env))
  if (options.json) return printJson(backups)
  if (backups.length === 0) return console.log(`There is no backup in ${backupFolder(options, env)} yet.`)
  printTable(
    ['made', 'kind', 'size', 'file'],
    backups.map((each) => [each.at.toLocaleString('sv'), each.kind, readable(each.bytes), each.file]),
  )
}

async function verify(named: string | undefined, options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const folder = backupFolder(options, env)
  const file = named ?? (await listBackups(folder))[0]?.file
  if (!file) throw new FatalError(`There is no backup in ${folder} yet. Make one with: albumen backup`)
  const { header, footer } = await verifyBackup(path.resolve(file))
  if (options.json) return printJson({ file, sound: true, ...header, files: Object.keys(header.files), ...footer })
  const rows = Object.values(footer.tables).reduce((sum, table) => sum + table.rows, 0)
  console.log(
    `${file} is sound: ${header.photos.toLocaleString('en')} photos, ${rows.toLocaleString('en')} rows, ` +
      `made ${header.createdAt} by Albumen ${header.version}.`,
  )
}

function backupFolder(options: Options, env: NodeJS.ProcessEnv): string {
  const config = existingLibrary(loadConfig(env))
  return path.resolve(options.to ?? config.backupDir ?? dataFolder(config.dataDir).backups)
}

const readable = (bytes: number) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`)
