import { ask } from '../api/client'
import type { GivenServer } from '../models/ServerForm'
import { uniqueName } from './chosen-folders'

/** Who looks at the photos. */
export type Looker =
  | { kind: 'model'; name: string; there: boolean }
  | { kind: 'server'; server: GivenServer }
  | { kind: 'fixed' | 'later' | 'demo' }

export interface Plan {
  folders: string[]
  /** undefined where the configuration decides */
  language: 'en' | 'zh' | undefined
  looker: Looker
}

/** Carries out what was chosen; asked twice it is the same. */
export async function setUp({ folders, language, looker }: Plan): Promise<void> {
  if (looker.kind === 'server') await ask('PUT /models/server', { body: looker.server })
  if (language) await ask('PATCH /settings', { body: { language } })
  for (const [i, path] of folders.entries()) {
    const body = { name: uniqueName(folders, i), path, mode: 'auto' as const }
    await ask('POST /shares', { body })
  }
  if (looker.kind === 'model') {
    const { name, there } = looker
    if (there) await ask('POST /models/use', { body: { name } })
    else await ask('POST /models/pull', { body: { name, use: true } })
  }
  await ask('PATCH /settings', { body: { welcomed: true } })
}
