// What the proofs on a real Docker engine share.
import { execFileSync, spawnSync } from 'node:child_process'
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
