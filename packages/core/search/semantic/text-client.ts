import { z } from 'zod'
import type { Database } from '../../database/connect.js'
import { messageOf } from '../../errors.js'
import { living, type TextReport, type WorkerInfo } from '../../heartbeat.js'
import { toUnit } from './vector.js'

/** A worker's word about itself is good for so long. */
const REPORT_MS = 2_000
const REMEMBERED = 500
/** A question that nobody waits for any more is still embedded, for the next time it is asked. */
const REQUEST_MS = 60_000

const answerShape = z.object({
  version: z.string(),
  data: z.array(z.object({ embedding: z.array(z.number()) })).min(1),
})

export interface QuestionVector {
  version: string
  vector: Float32Array
}

export interface TextClient {
  /** The question's meaning, or in words why there is none now. */
  embed(question: string): Promise<QuestionVector | { unavailable: string }>
}

/** Has questions embedded by a worker, which alone has the model; asked again, a question is remembered. */
export function createTextClient(db: Database, timeoutMs: number): TextClient {
  const remembered = new Map<string, QuestionVector>()
  const asking = new Map<string, Promise<QuestionVector | { unavailable: string }>>()
  let reports: { at: number; read: Promise<TextReport[]> } | undefined

  const readReports = () => {
    if (!reports || performance.now() - reports.at > REPORT_MS) {
      const read = living<WorkerInfo>(db, 'worker').then((workers) =>
        workers.flatMap(({ info }) => (info.text ? [info.text] : [])).sort((a, b) => rank(a) - rank(b)),
      )
      reports = { at: performance.now(), read }
    }
    return reports.read
  }

  return {
    async embed(question) {
      const text = question.normalize('NFC').trim()
      const [best] = await readReports()
      if (!best) return { unavailable: 'No running worker computes meanings.' }
      if (!best.endpoint) {
        const words = [best.reason, best.hint].filter(Boolean).join(' ')
        return { unavailable: words || 'The text engine is being started.' }
      }
      const key = `${best.version}\n${text}`
      const known = remembered.get(key)
      if (known) {
        remembered.delete(key) // the least lately asked stands first
        remembered.set(key, known)
        return known
      }
      const running = asking.get(key) ?? request(best.endpoint, text).finally(() => asking.delete(key))
      asking.set(key, running)
      running.then((found) => {
        if (!('unavailable' in found)) remember(key, found)
      })
      return await Promise.race([running, busyAfter(timeoutMs)])
    },
  }

  function remember(key: string, found: QuestionVector): void {
    remembered.set(key, found)
    const [oldest] = remembered.keys()
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  }
}

function busyAfter(milliseconds: number): Promise<{ unavailable: string }> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ unavailable: 'The text engine is busy; ask again in a moment.' }), milliseconds).unref()
  })
}

function rank(report: TextReport): number {
  return report.state === 'ready' ? 0 : report.endpoint ? 1 : 2
}

async function request(
  endpoint: NonNullable<TextReport['endpoint']>,
  input: string,
): Promise<QuestionVector | { unavailable: string }> {
  try {
    const response = await fetch(`${endpoint.url}/v1/embeddings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${endpoint.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ input, input_type: 'query' }),
      signal: AbortSignal.timeout(REQUEST_MS),
    })
    if (response.status === 503) return { unavailable: 'The embedding model is being loaded; ask again in a moment.' }
    if (!response.ok) return { unavailable: `The text engine answered with status ${response.status}.` }
    const { version, data } = answerShape.parse(await response.json())
    const vector = data[0]?.embedding ?? []
    return { version, vector: toUnit(vector, vector.length) }
  } catch (error) {
    return { unavailable: `The text engine does not answer: ${messageOf(error)}` }
  }
}
