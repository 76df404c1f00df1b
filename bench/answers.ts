import { isDeepStrictEqual } from 'node:util'
import { jsonrepair } from 'jsonrepair'
import type { Case } from '#vision/answer/corpus/case'
import { CORPUS } from '#vision/answer/corpus/corpus'
import { parseAnswer } from '#vision/answer/parse'
import { analysisSchema } from '#vision/schema'
import { row, seconds, section } from './report.js'

const ROUNDS = 20

type Reading = (raw: string) => unknown

/** What reads an answer, the two baselines first. */
const READINGS: Record<string, Reading> = {
  'JSON.parse': (raw) => valid(JSON.parse(withoutFence(raw))),
  jsonrepair: (raw) => valid(JSON.parse(jsonrepair(raw))),
  albumen: (raw) => {
    const parsed = parseAnswer(raw)
    return parsed.ok ? parsed.analysis : undefined
  },
}

/**
 * The share of the malformed answers from which the right analysis is recovered, by kind, against JSON.parse after
 * stripping a code fence and against jsonrepair alone; what each of them accepts although it should be refused; and
 * the time for one answer.
 */
export async function benchAnswers(): Promise<void> {
  section(`Malformed answers: recovered exactly (${Object.keys(READINGS).join(' / ')})`)
  for (const { kind, cases } of CORPUS) row(kind, shares(cases))
  const all = CORPUS.flatMap(({ cases }) => cases)
  row('all', shares(all))
  row(
    'wrong analysis accepted, of all',
    Object.values(READINGS)
      .map((reading) => wrong(all, reading))
      .join(' / '),
  )
  row('answers in part kept when refused', `${all.filter(({ raw }) => isPartlyKept(raw)).length}`)
  for (const [name, reading] of Object.entries(READINGS)) row(`${name}, an answer`, await microseconds(all, reading))
}

function shares(cases: readonly Case[]): string {
  const recoverable = cases.filter(({ expected }) => 'analysis' in expected)
  const counts = Object.values(READINGS).map((reading) => recoverable.filter((one) => isRight(one, reading)).length)
  if (recoverable.length === 0) return `none to recover, ${cases.length} to refuse`
  const percent = counts.map((count) => `${Math.round((100 * count) / recoverable.length)} %`)
  return `${percent.join(' / ')} of ${recoverable.length}, ${cases.length - recoverable.length} to refuse`
}

function isRight({ raw, expected }: Case, reading: Reading): boolean {
  return 'analysis' in expected && isDeepStrictEqual(attempt(reading, raw), expected.analysis)
}

function wrong(cases: readonly Case[], reading: Reading): number {
  return cases.filter((one) => attempt(reading, one.raw) !== undefined && !isRight(one, reading)).length
}

function isPartlyKept(raw: string): boolean {
  const parsed = parseAnswer(raw)
  return !parsed.ok && parsed.partial !== undefined
}

async function microseconds(cases: readonly Case[], reading: Reading): Promise<string> {
  const took = await seconds(async () => {
    for (let round = 0; round < ROUNDS; round++) for (const { raw } of cases) attempt(reading, raw)
  })
  return `${((took * 1e6) / ROUNDS / cases.length).toFixed(0)} µs`
}

function attempt(reading: Reading, raw: string): unknown {
  try {
    return reading(raw)
  } catch {
    return undefined
  }
}

function valid(value: unknown): unknown {
  return analysisSchema.safeParse(value).data
}

function withoutFence(raw: string): string {
  return raw.replace(/^\s*```\w*\n?|\n?```\s*$/g, '')
}
