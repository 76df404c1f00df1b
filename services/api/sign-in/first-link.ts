import type { Config } from '#core/config'
import type { Database } from '#core/database/connect'
import { dashboardAddress } from '#core/sign-in/address'
import { knownCredentials } from '#core/sign-in/credentials'
import { createSignInLink, LINK_MINUTES, signInAddress } from '#core/sign-in/links'
import { needsSignIn } from '../guard/network.js'

/**
 * What the owner opens to come in while there is no password.
 * @returns undefined when there is one, or when nobody needs to sign in here
 */
export async function offerFirstSignIn(db: Database, config: Config, listening: string): Promise<string | undefined> {
  if (!needsSignIn(config) || config.authHeader || (await knownCredentials(db)).password) return undefined
  const secret = await createSignInLink(db, LINK_MINUTES.first)
  return signInAddress(dashboardAddress(config, listening), secret)
}
