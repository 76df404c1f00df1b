import { readFile } from 'node:fs/promises'
import { ANALYSIS_GRAMMAR } from '#vision/grammar'
import { median, row, seconds } from '../report.js'
import { startBare, usualText } from './bare.js'
import { type BenchModel, engineOf, loadOf } from './model.js'

/** As the engine asks it. */
const MAX_TOKENS = 768
/** Ticks of /proc in a second. */
const TICKS = 100

/**
 * What the engine's own process costs: the same photos asked of the engine and of the bare binding, in turn, so that a
 * shared machine's drift meets both alike. Above 1 the engine was the faster one.
 */
export async function benchOverhead(model: BenchModel, jpegs: Buffer[], rounds: number): Promise<void> {
  const [imageTokens = 256] = model.budgets
  const bare = await startBare(loadOf(model, imageTokens))
  const engine = engineOf(model, 1, imageTokens)
  const askBare = async (jpeg: Buffer) => {
    const question = { jpeg, text: usualText('en'), grammar: ANALYSIS_GRAMMAR, maxTokens: MAX_TOKENS }
    const answer = await bare.ask(question)
    return { seconds: answer.seconds, cpu: answer.cpuSeconds, text: answer.text }
  }
  const askEngine = async (jpeg: Buffer) => {
    let text = ''
    const cpu = await cpuOf(engine.pids())
    const elapsed = await seconds(async () => {
      text = (await engine.ask({ jpeg, language: 'en', temperature: 0.1 })).text
    })
    return { seconds: elapsed, cpu: (await cpuOf(engine.pids())) - cpu, text }
  }
  try {
    const [first] = jpegs
    if (!first) throw new Error('expected photos to compare with, got none')
    for (const ask of [askBare, askEngine]) await ask(first)
    const pairs: { wall: number; cpu: number; same: boolean }[] = []
    const ofRounds: number[] = []
    for (let round = 0; round < rounds; round++) {
      let [sumBare, sumEngine] = [0, 0]
      for (const [i, jpeg] of jpegs.entries()) {
        const engineFirst = (round + i) % 2 === 0
        const early = engineFirst ? await askEngine(jpeg) : undefined
        const plain = await askBare(jpeg)
        const own = early ?? (await askEngine(jpeg))
        sumBare += plain.seconds
        sumEngine += own.seconds
        pairs.push({ wall: plain.seconds / own.seconds, cpu: plain.cpu / own.cpu, same: plain.text === own.text })
      }
      ofRounds.push(sumBare / sumEngine)
    }
    const spread = (values: number[]) => `${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)}`
    row('engine in its own process against the bare binding (target 0.97)', `${median(ofRounds).toFixed(3)}`)
    row(`  ${rounds} rounds of ${jpegs.length} photos`, spread(ofRounds))
    row('  photo by photo: median, and middle half', quartiles(pairs.map(({ wall }) => wall)))
    if (pairs.every(({ cpu }) => Number.isFinite(cpu)))
      row('  the same in processor time, which other programs disturb less', quartiles(pairs.map(({ cpu }) => cpu)))
    row('  answers that were the same, word for word', `${pairs.filter(({ same }) => same).length} of ${pairs.length}`)
  } finally {
    await Promise.all([bare.close(), engine.close()])
  }
}

/** Processor seconds of this process and others so far; NaN where the system does not tell. */
async function cpuOf(pids: number[]): Promise<number> {
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')))
  const ticks = stats.map((stat) => {
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)
  })
  const { user, system } = process.cpuUsage()
  return ticks.reduce((sum, each) => sum + each / TICKS, (user + system) / 1e6)
}

function quartiles(values: number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(3)
  return `${at(0.5)}, ${at(0.25)} to ${at(0.75)}`
}
