import { ANALYSIS_GRAMMAR } from '#vision/grammar'
import { row, seconds } from '../report.js'
import { type Bare, type BareAnswer, startBare } from './bare.js'
import { type BenchModel, loadOf } from './model.js'
import type { EngineBenchOptions } from './options.js'

/** Large enough to be a picture, small enough to be read in a minute by one slow thread. */
const IMAGE_TOKENS = 32
const ANSWER_TOKENS = 16
const TEXT = { system: '', user: 'Describe this photo.' }

/**
 * A full-size model on the processor, where the usual question takes a quarter of an hour: a few words, a small picture
 * and the beginning of an answer, one to a process.
 */
export async function benchShort(model: BenchModel, jpegs: Buffer[], options: EngineBenchOptions): Promise<void> {
  row(`a question of a few words, ${IMAGE_TOKENS} image tokens, ${ANSWER_TOKENS} tokens of answer, nothing cached`, '')
  for (const slots of options.slots) {
    const engines = await Promise.all(Array.from({ length: slots }, () => startBare(loadOf(model, IMAGE_TOKENS))))
    let answers: BareAnswer[] = []
    const elapsed = await seconds(async () => {
      answers = await Promise.all(engines.map((engine, i) => ask(engine, jpegs[i % jpegs.length] as Buffer)))
    })
    await Promise.all(engines.map((engine) => engine.close()))
    const sum = (pick: (answer: BareAnswer) => number) => answers.reduce((total, answer) => total + pick(answer), 0)
    const reading = sum((answer) => answer.seconds - answer.writingSeconds) / slots
    const writing = sum((answer) => answer.tokens - 1) / (sum((answer) => answer.writingSeconds) / slots)
    row(
      `${slots} at a time`,
      `${((60 * slots) / elapsed).toFixed(2)} photos/min; reading ${reading.toFixed(0)} s, then ${writing.toFixed(2)} tokens/s`,
    )
  }
}

function ask(engine: Bare, jpeg: Buffer): Promise<BareAnswer> {
  return engine.ask({ jpeg, text: TEXT, grammar: ANALYSIS_GRAMMAR, maxTokens: ANSWER_TOKENS })
}
