import { Command } from 'commander'
import { loadConfig } from '#core/config'
import { FatalError } from '#core/errors'
import { SCOPES, type Scope, USUAL_SCOPES, withIncluded } from '#core/sign-in/scopes'
import { createToken, listTokens, removeToken } from '#core/tokens'
import { withDatabase } from '../open-database.js'
import { printJson, printTable } from '../print.js'
import { signIn } from './sign-in.js'

/** Straight in the database, so that they work while nothing runs. */
export function tokenCommands(env: NodeJS.ProcessEnv): Command {
  const tokens = new Command('token').description('Access tokens, for programs and devices where a sign-in is needed.')
  tokens
    .command('create')
    .argument('<name>', 'what it is for, such as phone')
    .option('--scope <scopes>', `what it may do, comma-separated: ${SCOPES.join(', ')}`, USUAL_SCOPES.join(','))
    .option('--days <n>', 'after how many days it stops to work; never, when left out')
    .action(async (name: string, options: { scope: string; days?: string }) => {
      const scopes = scopesIn(options.scope)
      const expiresAt = options.days === undefined ? undefined : daysFromNow(options.days)
      const token = await withDatabase(loadConfig(env), ({ db }) => createToken(db, name, { scopes, expiresAt }))
      console.log(token)
      process.stderr.write(
        `This is shown once. Send it as "Authorization: Bearer …". It may: ${withIncluded(scopes).join(', ')}.\n`,
      )
    })
  tokens
    .command('link')
    .description('The same as `albumen sign-in`: a link that opens the dashboard once.')
    .action(() => signIn({}, env))
  tokens
    .command('list', { isDefault: true })
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const all = await withDatabase(loadConfig(env), ({ db }) => listTokens(db))
      if (options.json) return printJson(all)
      printTable(
        ['name', 'may', 'created', 'expires', 'last used'],
        all.map((each) => [
          ...[each.name, each.scopes.join(','), each.createdAt.toISOString()],
          ...[each.expiresAt?.toISOString() ?? 'never', each.lastUsedAt?.toISOString() ?? 'never'],
        ]),
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

function scopesIn(text: string): Scope[] {
  const wanted = text.split(/[\s,]+/).filter(Boolean)
  const unknown = wanted.filter((each) => !SCOPES.some((scope) => scope === each))
  if (wanted.length > 0 && unknown.length === 0) return wanted as Scope[]
  throw new FatalError(`--scope: expected some of ${SCOPES.join(', ')}, got ${unknown.join(', ') || 'none'}.`)
}

function daysFromNow(text: string): Date {
  const days = Number(text)
  if (Number.isFinite(days) && days > 0 && days <= 36_500) return new Date(Date.now() + days * 86_400_000)
  throw new FatalError(`--days: expected a number of days, got ${text}.`)
}
