import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse as parseYaml } from 'yaml'
import { FatalError } from '../errors.js'

/**
 * The settings of a YAML or JSON file, as they stand there: the one that is named, else `albumen.yaml` in the data folder,
 * which need not be there.
 */
export function readSettingsFile(named: string | undefined, dataDir: string): Record<string, unknown> {
  const file = named ?? path.join(dataDir, 'albumen.yaml')
  if (!existsSync(file)) {
    if (named) throw new FatalError(`ALBUMEN_CONFIG names ${file}, but there is no such file.`)
    return {}
  }
  let content: unknown
  try {
    content = parseYaml(readFileSync(file, 'utf8')) // JSON is YAML
  } catch (error) {
    throw new FatalError(`${file} is neither YAML nor JSON: ${(error as Error).message}`, { cause: error })
  }
  if (content === null || content === undefined) return {}
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new FatalError(`${file}: expected settings as "name: value" lines.`)
  }
  return content as Record<string, unknown>
}
