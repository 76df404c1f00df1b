import { readFileSync } from 'node:fs'
import { FatalError } from '../errors.js'

/**
 * What stands in the file that `NAME_FILE` names, as container secrets are given; undefined where none is named.
 * @throws FatalError when it cannot be read, or is empty
 */
export function readSecret(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const variable = `${name}_FILE`
  const file = env[variable]?.trim()
  if (!file) return undefined
  let secret: string
  try {
    secret = readFileSync(file, 'utf8').trim()
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (cause as Error).message
    throw new FatalError(`${variable} names ${file}, but ${why}.`, { cause })
  }
  if (!secret) throw new FatalError(`${variable}: expected the value of ${name} in ${file}, but the file is empty.`)
  return secret
}
