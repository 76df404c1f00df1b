import { nameOf } from '../folders/name-of'

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
