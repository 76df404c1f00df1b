import { Command } from 'commander'
import { loadConfig } from '#core/config'
import { FatalError } from '#core/errors'
import { createToken, listTokens, removeToken } from '#core/tokens'
import { withDatabase } from '../open-database.js'
import { printJson, printTable } from '../print.js'

/** Straight in the database, because the first token is needed before the api listens to the network. */
export function tokenCommands(env: NodeJS.ProcessEnv): Command {
  const tokens = new Command('token').description('Access tokens, needed when the api listens beyond this machine.')
  tokens
    .command('create')
    .argument('<name>', 'what it is for, such as phone')
    .action(async (name: string) => {
      const token = await withDatabase(loadConfig(env), ({ db }) => createToken(db, name))
      console.log(token)
      process.stderr.write('This is shown once. Send it as "Authorization: Bearer …".\n')
    })
  tokens
    .command('list', { isDefault: true })
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const all = await withDatabase(loadConfig(env), ({ db }) => listTokens(db))
      if (options.json) return printJson(all)
      printTable(
        ['name', 'created', 'last used'],
        all.map((each) => [each.name, each.createdAt.toISOString(), each.lastUsedAt?.toISOString() ?? 'never']),
      )
    })
  tokens
    .command('remove')
    .argument('<name>')
    .action(async (name: string) => {
      const removed = await withDatabase(loadConfig(env), ({ db }) => removeToken(db, name))
      if (!removed) throw new FatalError(`There is no token named "${name}".`)
      console.log(`"${name}" no longer opens anything.`)
    })
  return tokens
}
