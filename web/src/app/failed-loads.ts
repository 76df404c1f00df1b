import { base } from '../api/client'

/** How long to wait before the app is loaded anew; doubles while that does not help. */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
/** Who has gone without a failure for this long begins with the shortest wait again. */
const QUIET_MS = 5 * LONGEST_WAIT_MS
const TRIES = 'albumen.loads'

const failed = new WeakSet<Error>()
let recovering = false

/**
 * Pages come when they are opened. A script or stylesheet that could not be fetched is given up for good by the browser,
 * Vite and React, each in its own way, so that one hiccup of the network would leave a page broken, or bare of its
 * style: the app is loaded anew as soon as the server answers. What is shown is in the address, and shown again.
 */
export function recoverFromFailedLoads(): void {
  addEventListener('vite:preloadError', ({ payload }) => {
    failed.add(payload)
    if (!recovering) void loadAnew()
    recovering = true
  })
}

/** Whether this is why a page cannot be shown; then it is being recovered. */
export const isFailedLoad = (error: Error): boolean => failed.has(error)

async function loadAnew(): Promise<void> {
  const tries = recentTries()
  for (let wait = FIRST_WAIT_MS * 2 ** tries; ; wait *= 2) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(wait, LONGEST_WAIT_MS)))
    if (await answers()) break
  }
  sessionStorage.setItem(TRIES, JSON.stringify({ tries: tries + 1, at: Date.now() }))
  location.reload()
}

/** How often the app was loaded anew lately: what is missing for good must not make it flicker. */
function recentTries(): number {
  const { tries = 0, at = 0 } = JSON.parse(sessionStorage.getItem(TRIES) ?? '{}') as { tries?: number; at?: number }
  return Date.now() - at < QUIET_MS ? tries : 0
}

/** A proxy that stands in for the server while it is away answers with an error. */
async function answers(): Promise<boolean> {
  const response = await fetch(base, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined)
  return response?.ok ?? false
}
