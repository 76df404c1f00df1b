import { ask } from '../api/client'
import type { GivenServer } from '../models/ServerForm'
import { nameOf } from '../settings/Folders'

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

/** Two folders of the same name get a number. */
export function uniqueName(folders: readonly string[], place: number): string {
  const name = nameOf(folders[place] ?? '')
  const before = folders.slice(0, place).filter((path) => nameOf(path) === name).length
  return before === 0 ? name : `${name.slice(0, 58)}-${before + 1}`
}

/** One folder more: those below it are part of it. */
export function withFolder(folders: readonly string[], path: string): string[] {
  return [...folders.filter((each) => !isBelow(each, path)), path]
}

export const isBelow = (path: string, folder: string) =>
  path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)
