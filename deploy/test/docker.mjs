// What the proofs on a real Docker engine share.
import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const began = Date.now()

/** Prints a line with the seconds since the start. */
export function say(line) {
  console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`)
}

export function docker(...args) {
  return execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs `docker compose` for one project: `run` tells how it ended, `compose` throws when it did not end well. */
export function project(...options) {
  const run = (...args) => spawnSync('docker', ['compose', ...options, ...args], { encoding: 'utf8', maxBuffer: 64e6 })
  const compose = (...args) => {
    const { status, stdout, stderr } = run(...args)
    if (status === 0) return stdout
    throw new Error(`docker compose ${args.join(' ')}: exit ${status}\n${stdout.slice(-2000)}${stderr.slice(-3000)}`)
  }
  return { run, compose }
}

/**
 * Goes through the named steps of a proof. Where one fails, the compositions tell what they were doing; at the end they are
 * taken away in their order, and the folder with them, unless `--keep` is given.
 */
export async function runSteps(steps, { compositions, folder }) {
  try {
    for (const [name, step] of steps) {
      await step()
      say(`✓ ${name}`)
    }
  } catch (error) {
    for (const { run } of compositions()) {
      say(run('ps', '-a').stdout)
      say(run('logs', '--tail', '15').stdout)
    }
    throw error
  } finally {
    if (!process.argv.includes('--keep')) {
      for (const { run } of compositions()) {
        const { status, stderr } = run('down', '--volumes', '--timeout', '10')
        if (status !== 0) say(`could not be taken away: ${stderr}`)
      }
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Looks every second until it is so; a request may hang while a container is killed. */
export async function until(what, look, seconds = 240) {
  const deadline = Date.now() + seconds * 1000
  let last
  while (Date.now() < deadline) {
    try {
      if (await Promise.race([look(), sleep(20_000)])) return
      last = undefined
    } catch (error) {
      last = error
    }
    await sleep(1_000)
  }
  throw new Error(`waited ${seconds} s for ${what}`, { cause: last })
}
