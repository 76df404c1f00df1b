import { z } from 'zod'
import {
  fixedSettings,
  type OwnerSettings,
  ownerSettings,
  readOwnerSettings,
  writeOwnerSettings,
} from '#core/owner-settings'
import { say } from '#core/sentences/say'
import type { Api, ApiDeps } from '../deps.js'
import { Problem } from '../problem.js'
import { problems } from '../schemas.js'

const view = z.object({
  settings: ownerSettings,
  fixed: z.array(z.string()).describe('those that the configuration decides; they cannot be changed here'),
})

/** What the owner changes while everything runs. */
export function settingsRoutes(api: Api, { connection: { db }, config }: ApiDeps): void {
  const read = async () => ({
    settings: await readOwnerSettings(db, config),
    fixed: Object.keys(fixedSettings(config)),
  })

  api.get(
    '/settings',
    {
      config: { scope: 'admin' },
      schema: { tags: ['settings'], summary: 'What the owner can change at run time', response: { 200: view } },
    },
    read,
  )

  api.patch(
    '/settings',
    {
      config: { scope: 'admin' },
      schema: {
        tags: ['settings'],
        summary: 'Change some of them; they hold within seconds',
        body: ownerSettings.partial(),
        response: { 200: view, ...problems(400, 409) },
      },
    },
    async (request) => {
      const changes = request.body as Partial<OwnerSettings>
      const fixed = Object.keys(fixedSettings(config)).filter((key) => key in changes)
      if (fixed.length > 0) {
        throw new Problem(409, say('settings_fixed', { names: fixed.join(', ') }), {
          code: 'fixed',
        })
      }
      await writeOwnerSettings(db, changes)
      return await read()
    },
  )
}
