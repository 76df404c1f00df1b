import { ANALYSIS_GRAMMAR } from '#vision/grammar'
import { row } from '../report.js'
import { type BareAnswer, startBare, usualText } from './bare.js'
import { type BenchModel, loadOf } from './model.js'
import { FREE, PRETTY, spacedGrammar } from './spaced-grammar.js'

const GRAMMARS = {
  'compact JSON, as Albumen asks for it': ANALYSIS_GRAMMAR,
  'white space where the model likes': spacedGrammar(ANALYSIS_GRAMMAR, FREE),
  'pretty JSON, a line for each key and item': spacedGrammar(ANALYSIS_GRAMMAR, PRETTY),
}
const MAX_TOKENS = 768

/** What white space in the answer costs: the same photos with three grammars, in turn. */
export async function benchWhiteSpace(model: BenchModel, jpegs: Buffer[]): Promise<void> {
  const [imageTokens = 256] = model.budgets
  const bare = await startBare(loadOf(model, imageTokens))
  const answers = new Map<string, BareAnswer[]>(Object.keys(GRAMMARS).map((name) => [name, []]))
  try {
    const ask = (jpeg: Buffer, grammar: string) =>
      bare.ask({ jpeg, text: usualText('en'), grammar, maxTokens: MAX_TOKENS })
    for (const jpeg of jpegs.slice(0, 1)) await ask(jpeg, ANALYSIS_GRAMMAR)
    for (const jpeg of jpegs) {
      for (const [name, grammar] of Object.entries(GRAMMARS)) answers.get(name)?.push(await ask(jpeg, grammar))
    }
  } finally {
    await bare.close()
  }
  const [compact = []] = [...answers.values()]
  for (const [name, given] of answers) {
    const writing = mean(given, (answer) => answer.writingSeconds) / mean(compact, (answer) => answer.writingSeconds)
    row(
      name,
      `${mean(given, ({ tokens }) => tokens).toFixed(0)} tokens, writing takes ${writing.toFixed(2)} times as long`,
    )
  }
}

function mean(answers: BareAnswer[], pick: (answer: BareAnswer) => number): number {
  return answers.reduce((sum, answer) => sum + pick(answer), 0) / answers.length
}
