import net from 'node:net'
import { say } from '#core/sentences/say'
import type { Transport } from './transport.js'

/** After so long without a byte the server is asked whether it is alive; so long it may take to say so. */
export interface WatchTimes {
  quietMs: number
  answerMs: number
}
export const WATCH_TIMES: WatchTimes = { quietMs: 15_000, answerMs: 10_000 }
const SILENT_TIMES = 2

export interface Watch {
  /** something has arrived from the server */
  heard(): void
  /** a question is under way until `end`; the signal is aborted when the server is gone */
  begin(): { signal: AbortSignal; end(): void }
  close(): void
}

/**
 * Notices while questions are under way that the machine behind them has gone without a word: switched off, asleep, its
 * cable pulled, its process stopped. Nothing else would tell before the limit for a photo, which is long.
 *
 * @param concurrent whether the server is known to answer while it computes; any other is only asked for a connection
 */
export function createWatch(
  transport: () => Transport,
  base: string,
  concurrent: () => boolean,
  { quietMs, answerMs }: WatchTimes,
): Watch {
  const underWay = new Set<AbortController>()
  let heardAt = 0
  let silent = 0
  let timer: NodeJS.Timeout | undefined

  function later(): void {
    clearTimeout(timer)
    if (underWay.size === 0) return
    timer = setTimeout(() => void check(), quietMs)
    timer.unref()
  }

  async function check(): Promise<void> {
    if (Date.now() - heardAt >= quietMs) {
      const before = heardAt
      const alive = concurrent() ? await answers(transport(), answerMs) : await connects(base, answerMs)
      silent = alive || heardAt !== before ? 0 : silent + 1
    } else silent = 0
    if (silent >= SILENT_TIMES) {
      for (const each of underWay) each.abort(new Error(say('stream_silent')))
      silent = 0
    }
    later()
  }

  return {
    heard: () => {
      heardAt = Date.now()
    },
    begin() {
      const controller = new AbortController()
      underWay.add(controller)
      if (underWay.size === 1) {
        heardAt = Date.now()
        silent = 0
        later()
      }
      return {
        signal: controller.signal,
        end: () => {
          underWay.delete(controller)
          if (underWay.size === 0) clearTimeout(timer)
        },
      }
    },
    close: () => clearTimeout(timer),
  }
}

/** Any status will do. */
async function answers(transport: Transport, limitMs: number): Promise<boolean> {
  try {
    await (await transport.get('v1/models', limitMs)).text()
    return true
  } catch {
    return false
  }
}

function connects(base: string, limitMs: number): Promise<boolean> {
  const { hostname, port, protocol } = new URL(base)
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve) => {
    const socket = net.connect({ host, port: Number(port) || (protocol === 'https:' ? 443 : 80), timeout: limitMs })
    const end = (alive: boolean) => {
      socket.destroy()
      resolve(alive)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
