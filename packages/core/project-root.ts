import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, migrations/ and models/, found from the built file as from the source. */
export const projectRoot: string = (() => {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder)
    if (parent === folder) throw new Error('package.json not found above the program')
    folder = parent
  }
  return folder
})()

/** The built file of a module, to start it as a process of its own. */
export function builtFile(module: string): string {
  return path.join(projectRoot, 'dist', module)
}
