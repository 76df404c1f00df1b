import sharp from 'sharp'
import type { JsonSchema } from '../../json-schema.js'
import { jpegUrl } from '../../prompt.js'
import { chat, type Dialect } from './chat.js'
import { type Constraint, type Shape, weaker } from './constraint.js'
import type { ServerFacts } from './facts.js'
import type { Transport } from './transport.js'
import { RefusalError } from './trouble.js'

const MAX_TOKENS = 48

/** An answer that nobody gives to the question below, unless held to it. */
const UNMISTAKABLE: Shape = {
  grammar: `root ::= "{\\"kestrel\\":\\"quartz\\"}"\n`,
  schema: {
    type: 'object',
    properties: { kestrel: { type: 'string', enum: ['quartz'] } },
    required: ['kestrel'],
    additionalProperties: false,
  } satisfies JsonSchema,
}
/** json_object is refused by OpenAI's rules where nobody speaks of JSON. */
const SENTENCE = 'Write one short sentence about the sea. Plain words, no JSON.'

/**
 * Finds the strictest constraint that a server really obeys, by asking for a sentence and demanding something else. Some
 * servers refuse what they do not know, others ignore it without a word: only the answer tells.
 *
 * @returns the dialect, and which constraints were refused or ignored
 * @throws RefusalError when it refuses a plain question too; RefusalError of other kinds, or an Error, as {@link chat}
 */
export async function findDialect(
  transport: Transport,
  facts: ServerFacts,
  strictest: Constraint,
  signal: AbortSignal,
): Promise<{ dialect: Dialect; notObeyed: Constraint[] }> {
  const notObeyed: Constraint[] = []
  let answered = false
  let constraint: Constraint = strictest
  for (;;) {
    const dialect: Dialect = { constraint, usage: true, unthinking: true }
    const next = weaker(facts.kind, constraint)
    if (!next && answered) return { dialect, notObeyed }
    try {
      const { text, finish } = await askSentence(transport, facts, dialect, signal)
      answered = true
      // While asking, the dialect may have lost its constraint already.
      if (dialect.constraint !== constraint) notObeyed.push(constraint)
      if (dialect.constraint === 'none' || obeyed(dialect.constraint, text, finish)) return { dialect, notObeyed }
      notObeyed.push(dialect.constraint)
      constraint = weaker(facts.kind, dialect.constraint) ?? 'none'
    } catch (error) {
      const refusesThis = error instanceof RefusalError && [400, 422, 500, 501].includes(error.status)
      if (!next || !refusesThis) throw error
      notObeyed.push(constraint)
      constraint = next
    }
  }
}

/** Whether a server answers at all: a few tokens, no image. */
export async function askSentence(transport: Transport, facts: ServerFacts, dialect: Dialect, signal: AbortSignal) {
  const messages = [{ role: 'user' as const, content: SENTENCE }]
  return await chat(transport, facts, dialect, { messages, signal, ...SMALL })
}

/** Whether it takes images: a grey square, a few tokens. */
export async function askImage(transport: Transport, facts: ServerFacts, dialect: Dialect, signal: AbortSignal) {
  const url = jpegUrl(await greySquare())
  const content = [
    { type: 'text' as const, text: SENTENCE },
    { type: 'image_url' as const, image_url: { url } },
  ]
  return await chat(transport, facts, dialect, { messages: [{ role: 'user', content }], signal, ...SMALL })
}

const SMALL = { temperature: 0, maxTokens: MAX_TOKENS, shape: UNMISTAKABLE }

let square: Promise<Buffer> | undefined
function greySquare(): Promise<Buffer> {
  square ??= sharp({ create: { width: 96, height: 96, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer()
  return square
}

/** In doubt yes: an answer that is empty or cut off proves nothing, and the photo's own answer is checked anyway. */
function obeyed(constraint: Constraint, text: string, finish: string | undefined): boolean {
  const plain = text.replace(/^\s*```\w*|```\s*$/g, '').trim()
  if (plain === '' || (finish === 'length' && plain.startsWith('{'))) return true
  try {
    const value: unknown = JSON.parse(plain)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    return constraint === 'json_object' || (value as { kestrel?: unknown }).kestrel === 'quartz'
  } catch {
    return false
  }
}
