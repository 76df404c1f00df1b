import { Command } from 'commander'
import { FatalError, messageOf } from '#core/errors'
import { productVersion } from '#core/product-version'
import type { DoctorOptions } from './commands/doctor.js'
import type { SignInOptions } from './commands/sign-in.js'
import type { TuneOptions } from './tune/wishes.js'
import type { UpOptions } from './up/library.js'

const program = new Command('albumen')
  .description('Understands every photo in your folders, on your own hardware.')
  .version(productVersion())
  .showHelpAfterError()

program
  .command('up')
  .description('Start everything: watch the folders, look at every photo, serve search and the dashboard.')
  .argument('[folders...]', 'folders of photos to watch; without any, the library of the last start, or else a demo')
  .option('--demo', 'the bundled demo library and test model', false)
  .option('--setup', 'without any folder yet: they are chosen on the page, instead of the demo', false)
  .action(async (folders: string[], options: UpOptions) =>
    (await import('./up/up.js')).up(folders, options, process.env),
  )

program
  .command('service')
  .description('Run one service alone, for systemd or containers; DATABASE_URL and REDIS_URL say where the others are.')
  .argument('<name>', 'api, watcher or worker')
  .action(async (name: string) => (await import('./services/run-service.js')).runOneService(name, process.env))

program
  .command('migrate')
  .description('Bring the database to the schema of this version; every service does so when it starts.')
  .action(async () => (await import('./commands/migrate.js')).migrateNow(process.env))

program
  .command('status')
  .description('What the running daemon is doing.')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => (await import('./commands/status.js')).status(options, process.env))

program
  .command('search')
  .description('Find photos.')
  .argument('<words...>', 'what to look for, in English or Chinese')
  .option('--limit <n>', 'how many at most', '20')
  .option('--sensitive <which>', 'exclude, include or only', 'exclude')
  .option('--json', 'print JSON')
  .option('--order <order>', 'relevance, newest or oldest', 'relevance')
  .action(async (words: string[], options) =>
    (await import('./commands/search.js')).search(words.join(' '), options, process.env),
  )

program
  .command('analyse')
  .description('Look at photos at once and print what the model sees. Needs no daemon; stores nothing.')
  .argument('<files...>', 'photos')
  .option('--language <language>', 'en or zh')
  .option('--json', 'print one JSON object a line')
  .action(async (files: string[], options) =>
    (await import('./commands/analyse.js')).analyseFiles(files, options, process.env),
  )

program
  .command('reanalyse')
  .description('Ask the model again about photos of the library.')
  .argument('<ids...>', 'photo ids, as search and status print them')
  .action(async (ids: string[]) => (await import('./commands/control.js')).reanalyse(ids, process.env))

program
  .command('failures')
  .description('Files that could not be read or understood, and why.')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) =>
    (await import('./commands/control.js')).listFailures(options, process.env),
  )

program
  .command('retry')
  .description('Try the failed photos again.')
  .option('--code <code>', 'only those with this reason, such as engine_timeout')
  .action(async (options: { code?: string }) =>
    (await import('./commands/control.js')).retryFailures(options, process.env),
  )

for (const verb of ['pause', 'resume'] as const) {
  program
    .command(verb)
    .description(
      `${verb === 'pause' ? 'Stop taking' : 'Take'} work from a queue${verb === 'pause' ? ' until resumed' : ' again'}.`,
    )
    .argument('[queue]', 'ingest, analyse, embed or deliver', 'analyse')
    .action(async (queue: string) => (await import('./commands/control.js')).pauseOrResume(verb, queue, process.env))
}

program
  .command('schedule')
  .description('Show or change when photos are analysed; new photos are still read at any time.')
  .argument('[hours]', 'such as 22:00-07:00 in the time of the machine that analyses, or always')
  .action(async (hours: string | undefined) => (await import('./commands/control.js')).schedule(hours, process.env))

program
  .command('doctor')
  .description('Check Node, disk, database, queue, engine, shares and watch limits, and say what to do.')
  .option(
    '--report',
    'print all that helps to understand what is wrong, as Markdown for an issue, without secrets and names',
  )
  .option('--share-names', 'with --report: keep names of shares, folders and the machine')
  .option('--deep', 'compare the whole library: files, catalogue, previews, search, queues, webhooks, database')
  .option('--all', 'with --deep: open every preview and search document, not only some')
  .option('--repair', 'with --deep: put right what can be put right')
  .option('--json', 'print JSON')
  .action(async (options: DoctorOptions) => (await import('./commands/doctor.js')).doctor(options, process.env))

program
  .command('healthcheck') // bin/albumen.mjs leads to it without this file
  .description('Whether the processes here are alive: exit code 0 or 1, and one line. For containers.')
  .argument('[service]', 'api, worker or watcher; without it all that have been here')

program
  .command('tune')
  .description(
    'Measure photos a minute at several settings, keep the best, and tell when the backlog will be done. ' +
      'The running daemon pauses meanwhile.',
  )
  .argument('[photos...]', 'photos or folders to measure with; without any, some of the library')
  .option('--minutes <n>', 'how long it may take (default: 10)')
  .option('--slots <list>', 'photos at a time to try, such as 1,2,4')
  .option('--image-tokens <list>', 'sizes of pictures to try, such as 256,512')
  .option('--dry-run', 'measure, but keep nothing')
  .option(
    '--explain',
    'measure nothing: print which model and settings suit this machine by published figures, and why',
  )
  .option('--json', 'print JSON')
  .action(async (photos: string[], options: TuneOptions) =>
    (await import('./commands/tune.js')).tune(photos, options, process.env),
  )

program
  .command('sign-in')
  .description('Print a link that opens the dashboard once, to sign in or to choose another password.')
  .option('--minutes <n>', 'how long the link works, 15 to 1440', '60')
  .option('--remove-pin', 'forget the PIN of private photos instead')
  .option('--json', 'print JSON')
  .action(async (options: SignInOptions) => (await import('./commands/sign-in.js')).signIn(options, process.env))

program
  .command('restore')
  .description('Put a backup back, on this machine or another. Albumen must not run meanwhile.')
  .argument('<file>', 'a backup; `albumen backup list` shows them')
  .option('--replace', 'even if there is a library already; it is backed up first')
  .option('--map <old=new>', 'where a folder of photos is now; may be given several times', collect, [])
  .action(async (file: string, options: { replace?: boolean; map: string[] }) =>
    (await import('./commands/restore.js')).restore(file, options, process.env),
  )

/** Commands with commands of their own. */
const groups: Record<string, () => Promise<(env: NodeJS.ProcessEnv) => Command>> = {
  backup: async () => (await import('./commands/backup.js')).backupCommands,
  engine: async () => (await import('./commands/engine.js')).engineCommands,
  models: async () => (await import('./commands/models.js')).modelCommands,
  shares: async () => (await import('./commands/shares.js')).shareCommands,
  token: async () => (await import('./commands/tokens.js')).tokenCommands,
  webhook: async () => (await import('./commands/webhooks.js')).webhookCommands,
}
// What a command needs is loaded when it is called, because to load everything takes longer than most of them; help shows
// them all.
const called = process.argv[2] ?? ''
if (!program.commands.some((command) => command.name() === called)) {
  const wanted = Object.entries(groups).filter(([name]) => name === called || !Object.hasOwn(groups, called))
  for (const [, load] of wanted) program.addCommand((await load())(process.env))
}

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${error instanceof FatalError ? messageOf(error) : (error as Error).stack}\n`)
  process.exitCode = 1
}

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value]
}
