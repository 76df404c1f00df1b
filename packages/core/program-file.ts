import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { builtFile } from './project-root.js'

/**
 * The file to start a program with as a process or a thread of its own: the bundle of it (bin/bundle.mjs), which starts
 * sooner and in less memory, or the compiled module where there is none of the last compilation.
 *
 * @param module of a program, in `dist`, such as `services/api/main.js`
 */
export function programFile(module: string, dist = builtFile('')): string {
  const bundled = path.join(dist, 'programs', module)
  return isCurrent(dist) && existsSync(bundled) ? bundled : path.join(dist, module)
}

function isCurrent(dist: string): boolean {
  const compiled = statSync(path.join(dist, 'build.tsbuildinfo'), { throwIfNoEntry: false })
  const bundled = statSync(path.join(dist, 'programs', '.bundled'), { throwIfNoEntry: false })
  return bundled !== undefined && bundled.mtimeMs > (compiled?.mtimeMs ?? 0)
}
