import type { ChatMessage } from '../../prompt.js'
import { type ChatAnswer, readAnswer } from './answer.js'
import { type Constraint, constraintFields, refusesConstraint, type Shape, weaker } from './constraint.js'
import type { ServerFacts } from './facts.js'
import type { Transport } from './transport.js'
import { RefusalError } from './trouble.js'

/** How one server likes to be asked; what it refuses is left out from then on. */
export interface Dialect {
  constraint: Constraint
  /** `stream_options`, which ask for the number of tokens */
  usage: boolean
  /** whether to say, in the server's own way, that the model is not to think */
  unthinking: boolean
}

export interface ChatQuestion {
  messages: ChatMessage[]
  temperature: number
  maxTokens: number
  shape: Shape
  signal: AbortSignal
  onToken?: ((text: string) => void) | undefined
}

/**
 * Asks one chat. When the server refuses a part of the request that is not the question, the dialect loses that part
 * and the question is put again.
 *
 * @param onWeaker called when the constraint had to be weakened
 * @throws RefusalError, ForeignAnswerError, or an Error when the connection breaks off
 */
export async function chat(
  transport: Transport,
  facts: ServerFacts,
  dialect: Dialect,
  question: ChatQuestion,
  onWeaker?: (refused: Constraint, said: string) => void,
): Promise<ChatAnswer> {
  for (;;) {
    const used = { ...dialect }
    try {
      const reply = await transport.post('v1/chat/completions', chatBody(facts, used, question), question.signal)
      return await readAnswer(reply, question.onToken)
    } catch (error) {
      if (!(error instanceof RefusalError) || !adapted(error, facts, dialect, used, onWeaker)) throw error
    }
  }
}

/** Whether the dialect was changed so that asking again makes sense. */
function adapted(
  { status, said }: RefusalError,
  { kind }: ServerFacts,
  dialect: Dialect,
  used: Dialect,
  onWeaker?: (refused: Constraint, said: string) => void,
): boolean {
  if (status >= 400 && /stream_options|include_usage/i.test(said) && used.usage) {
    dialect.usage = false
    return true
  }
  if (status >= 400 && /chat_template_kwargs|enable_thinking|reasoning/i.test(said) && used.unthinking) {
    dialect.unthinking = false
    return true
  }
  const next = weaker(kind, used.constraint)
  if (!next || !refusesConstraint(status, said)) return false
  if (dialect.constraint === used.constraint) {
    dialect.constraint = next
    onWeaker?.(used.constraint, said)
  }
  return true
}

function chatBody(facts: ServerFacts, dialect: Dialect, question: ChatQuestion): object {
  const { messages, temperature, maxTokens, shape } = question
  return {
    ...{ model: facts.model || 'default', messages, temperature, top_p: 0.8, max_tokens: maxTokens, stream: true },
    ...(dialect.usage ? { stream_options: { include_usage: true } } : {}),
    ...(dialect.unthinking ? unthinkingFields(facts) : {}),
    ...constraintFields(dialect.constraint, shape),
  }
}

/** A model that can think would spend the whole answer on it. Only for servers that know the field. */
function unthinkingFields({ kind, thinks }: ServerFacts): object {
  if (kind === 'llama-server' || kind === 'vllm') return { chat_template_kwargs: { enable_thinking: false } }
  return kind === 'ollama' && thinks ? { reasoning_effort: 'none' } : {}
}
