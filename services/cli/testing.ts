import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import path from 'node:path'
import { projectRoot } from '#core/project-root'

export interface Started {
  child: ChildProcess
  /** what it has written to standard output and to standard error so far */
  out(): string
  err(): string
  ended: Promise<{ code: number | null; out: string; err: string }>
}

/** Starts the built command as the owner does, with nothing in its environment but PATH and what is given. */
export function startAlbumen(args: string[], env: NodeJS.ProcessEnv): Started {
  return followed(
    spawn(process.execPath, [path.join(projectRoot, 'bin/albumen.mjs'), ...args], {
      env: { PATH: process.env.PATH, ...env },
    }),
  )
}

/** Gathers what a program writes, and how it ends. */
export function followed(child: ChildProcessWithoutNullStreams): Started {
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  )
  return { child, ended, out: () => out, err: () => err }
}
