import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A real daemon in a temporary data folder, on any port. */
export function startDaemon(root, folders, settings) {
  const data = mkdtempSync(path.join(os.tmpdir(), 'albumen-screenshots-'))
  const child = spawn(process.execPath, ['bin/albumen.mjs', 'up', ...folders], {
    cwd: root,
    env: { ...process.env, ALBUMEN_DATA_DIR: data, ALBUMEN_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  return {
    /** once it listens */
    address() {
      if (child.exitCode !== null) throw new Error(`The daemon ended with ${child.exitCode}:\n${printed}`)
      return /Open (http:\/\/\S+)/.exec(printed)?.[1]
    },
    /** what opens it once, where one has to sign in */
    link: () => /once and within a day: (http\S+)/.exec(printed)?.[1],
    async stop() {
      child.kill('SIGINT')
      await new Promise((gone) => child.once('exit', gone))
      rmSync(data, { recursive: true, force: true })
    },
  }
}
