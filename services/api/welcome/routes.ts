import { z } from 'zod'
import { demoScenes } from '#core/demo'
import { askErrand } from '#core/errands'
import { fixedEngine } from '#core/owner-server'
import { writeOwnerSettings } from '#core/owner-settings'
import { saveShare } from '#core/shares'
import type { Api, ApiDeps } from '../deps.js'
import { problems } from '../schemas.js'

/** For people who want to look around first: the drawn scenes and the small model that knows them. */
export function welcomeRoutes(api: Api, { connection: { db }, config }: ApiDeps): void {
  api.post(
    '/welcome/demo',
    {
      config: { scope: 'admin' },
      schema: {
        ...{ tags: ['shares'], summary: 'Watch the demo scenes, seen by the bundled model' },
        response: { 201: z.object({ share: z.string() }), ...problems(409) },
      },
    },
    async (_request, reply) => {
      const share = await saveShare(db, { name: 'demo', path: demoScenes, mode: 'auto' })
      if (!fixedEngine(config)) await askErrand(db, { kind: 'use', name: 'nano-vl' })
      await writeOwnerSettings(db, { welcomed: true })
      return reply.code(201).send({ share: share.name })
    },
  )
}
