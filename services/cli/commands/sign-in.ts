import { type Config, loadConfig } from '#core/config'
import { FatalError } from '#core/errors'
import { dashboardAddress } from '#core/sign-in/address'
import { removeCredential } from '#core/sign-in/credentials'
import { createSignInLink, LINK_MINUTES, signInAddress } from '#core/sign-in/links'
import { closeAllVaults } from '#core/sign-in/sessions'
import { runningAddress } from '../find-daemon.js'
import { withDatabase } from '../open-database.js'

export interface SignInOptions {
  minutes?: string
  removePin?: boolean
  json?: boolean
}

/** Prints a link that opens the dashboard once; with it the owner can choose another password. */
export async function signIn(options: SignInOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const config = loadConfig(env)
  if (options.removePin) return await removePin(config)
  const minutes = minutesIn(options.minutes)
  const listening = (await runningAddress(config)) ?? `http://127.0.0.1:${config.port}`
  const secret = await withDatabase(config, ({ db }) => createSignInLink(db, minutes))
  const link = signInAddress(dashboardAddress(config, listening), secret)
  if (options.json) return console.log(JSON.stringify({ link, minutes }))
  console.log(link)
  process.stderr.write(
    `Open it within ${minutes} minutes; it works once. A forgotten password can be replaced there.\n`,
  )
}

async function removePin(config: Config): Promise<void> {
  const removed = await withDatabase(config, async ({ db }) => {
    await closeAllVaults(db)
    return await removeCredential(db, 'pin')
  })
  console.log(removed ? 'There is no PIN any more.' : 'There was no PIN.')
}

function minutesIn(text: string | undefined): number {
  const { least, usual, most } = LINK_MINUTES
  const minutes = text === undefined ? usual : Number(text)
  if (Number.isInteger(minutes) && minutes >= least && minutes <= most) return minutes
  throw new FatalError(`--minutes: expected ${least} to ${most}, got ${text}.`)
}
