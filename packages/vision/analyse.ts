import { PermanentError } from '#core/errors'
import { say } from '#core/sentences/say'
import { parseAnswer } from './answer/parse.js'
import type { EngineAnswer, VisionEngine } from './engines/engine.js'
import type { Language } from './prompt.js'
import { type Analysis, isWorthKeeping, type KeptAnalysis } from './schema.js'

export interface AnalyseOptions {
  language: Language
  signal?: AbortSignal | undefined
  /** called with each piece of the answer; attempt 2 begins a new answer */
  onToken?: ((text: string, attempt: number) => void) | undefined
}

/** An analysis and how it came about; times and tokens are those of all attempts together. */
export interface PhotoAnalysis {
  analysis: KeptAnalysis
  /** fields that no answer had in a form that can be understood; the analysis is without them */
  absent: (keyof Analysis)[]
  /** the answer as the model wrote it */
  raw: string
  repaired: boolean
  attempts: number
  /** which model wrote it, where the engine tells */
  model?: string | undefined
  promptTokens: number
  cachedTokens?: number | undefined
  completionTokens: number
  milliseconds: number
}

/** The model answered twice, and there is nothing worth keeping in either answer. */
export class InvalidAnswerError extends PermanentError {
  override readonly name = 'InvalidAnswerError'

  /** @param answer the last answer as the model wrote it, with the times and tokens of both */
  constructor(
    problem: string,
    readonly answer: Omit<PhotoAnalysis, 'analysis' | 'absent'>,
  ) {
    super('invalid_answer', say('answer_invalid', { why: problem }))
  }
}

/** Nearly the likeliest answer, and exactly that if asked again. At 0.2 nano-vl already names a wrong colour now and then. */
const TEMPERATURES = [0.1, 0]

/**
 * Asks an engine about one photo until its answer is valid, at most twice. Of two answers that are not, the one with
 * more sound fields is kept without the others, if it says what is there and whether it is private.
 *
 * @param jpeg what {@link toModelInput} wrote
 * @throws InvalidAnswerError, and whatever {@link VisionEngine.ask} throws
 */
export async function analysePhoto(
  engine: Pick<VisionEngine, 'ask'>,
  jpeg: Buffer,
  { language, signal, onToken }: AnalyseOptions,
): Promise<PhotoAnalysis> {
  const answers: EngineAnswer[] = []
  let problem = ''
  let best: Pick<PhotoAnalysis, 'analysis' | 'absent' | 'raw'> | undefined
  for (const [i, temperature] of TEMPERATURES.entries()) {
    const stream = onToken && ((text: string) => onToken(text, i + 1))
    const answer = await engine.ask({ jpeg, language, temperature, signal, onToken: stream })
    answers.push(answer)
    const parsed = parseAnswer(answer.text)
    if (parsed.ok) {
      const { analysis, repaired } = parsed
      return { analysis, absent: [], raw: answer.text, repaired, ...totals(answers) }
    }
    problem = parsed.problem
    if (!parsed.partial) continue
    const { analysis, absent } = parsed.partial
    if (!isWorthKeeping(analysis) || (best && best.absent.length <= absent.length)) continue
    best = { analysis, absent, raw: answer.text }
  }
  if (best) return { ...best, repaired: true, ...totals(answers) }
  throw new InvalidAnswerError(problem, { raw: answers.at(-1)?.text ?? '', repaired: false, ...totals(answers) })
}

function totals(answers: readonly EngineAnswer[]) {
  const sum = (pick: (answer: EngineAnswer) => number) => answers.reduce((total, answer) => total + pick(answer), 0)
  const cached = answers.every((answer) => answer.cachedTokens !== undefined)
  return {
    attempts: answers.length,
    model: answers.at(-1)?.model,
    promptTokens: sum((answer) => answer.promptTokens),
    cachedTokens: cached ? sum((answer) => answer.cachedTokens ?? 0) : undefined,
    completionTokens: sum((answer) => answer.completionTokens),
    milliseconds: sum((answer) => answer.milliseconds),
  }
}
