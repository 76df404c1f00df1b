import { say } from '#core/sentences/say'
import { type Chunk, chunkSchema } from './chunk.js'
import { eventData } from './event-stream.js'
import type { Reply } from './transport.js'
import { ForeignAnswerError, RefusalError, saidIn, shortened } from './trouble.js'

export interface ChatAnswer {
  text: string
  promptTokens: number
  completionTokens: number
  cachedTokens: number | undefined
  /** why the model stopped, where the server tells: `stop`, `length` */
  finish: string | undefined
  /** what the server calls the model that answered */
  model: string | undefined
  /** the model only thought: the text is what it thought */
  onlyThought: boolean
}

/**
 * Reads the answer to a chat, streamed or whole.
 *
 * @throws RefusalError for an error status, or an error in the stream
 * @throws ForeignAnswerError for what is no chat completion, such as the page of a proxy
 * @throws Error when the stream breaks off
 */
export async function readAnswer(reply: Reply, onToken?: (text: string) => void): Promise<ChatAnswer> {
  if (reply.status < 200 || reply.status >= 300) throw await refusalOf(reply)
  if (/html/i.test(reply.contentType)) throw foreign(reply, await reply.text())
  if (/application\/json/i.test(reply.contentType)) return readWhole(reply, onToken)

  const answer = collector(onToken)
  let whole = false
  let pieces = 0
  for await (const data of eventData(reply.body)) {
    pieces++
    if (data === '[DONE]') whole = true
    else answer.take(chunkOf(reply, data))
  }
  const result = answer.result()
  if (pieces === 0) throw foreign(reply, '')
  // A proxy ends its own stream properly even when the server behind it has died.
  if (!whole && result.finish === undefined) throw new Error(say('answer_broke_off'))
  return result
}

/** A server that does not know `stream`. */
async function readWhole(reply: Reply, onToken?: (text: string) => void): Promise<ChatAnswer> {
  const answer = collector(onToken)
  const chunk = chunkOf(reply, await reply.text())
  if (chunk.choices.length === 0) throw foreign(reply, JSON.stringify(chunk))
  answer.take(chunk)
  return answer.result()
}

function collector(onToken?: (text: string) => void) {
  let text = ''
  let thoughts = ''
  const result: Omit<ChatAnswer, 'text' | 'onlyThought'> = {
    ...{ promptTokens: 0, completionTokens: 0, cachedTokens: undefined, finish: undefined, model: undefined },
  }
  return {
    take({ choices: [choice], usage, timings, model }: Chunk): void {
      const words = choice?.delta ?? choice?.message
      if (words?.content) {
        text += words.content
        onToken?.(words.content)
      }
      thoughts += words?.reasoning_content ?? words?.reasoning ?? ''
      result.finish = choice?.finish_reason ?? result.finish
      result.model = model ?? result.model
      result.promptTokens = usage?.prompt_tokens ?? result.promptTokens
      result.completionTokens = usage?.completion_tokens ?? result.completionTokens
      result.cachedTokens = usage?.prompt_tokens_details?.cached_tokens ?? timings?.cache_n ?? result.cachedTokens
    },
    /** Some servers put a constrained answer among the thoughts (vLLM with a reasoning parser). */
    result(): ChatAnswer {
      const onlyThought = text.trim() === '' && thoughts.trim() !== ''
      if (onlyThought) onToken?.(thoughts)
      return { ...result, text: onlyThought ? thoughts : text, onlyThought }
    },
  }
}

function chunkOf(reply: Reply, data: string): Chunk {
  let json: unknown
  try {
    json = JSON.parse(data)
  } catch {
    throw foreign(reply, data)
  }
  const parsed = chunkSchema.safeParse(json)
  if (!parsed.success) throw foreign(reply, data)
  const { error } = parsed.data
  if (error !== undefined && error !== null) {
    const { said, code } = saidIn(data)
    throw new RefusalError(statusIn(error), said, { code })
  }
  return parsed.data
}

/** In a stream the status was sent before the error; llama-server and Albumen repeat it in the error's own fields. */
function statusIn(error: unknown): number {
  const { code, type } = error as { code?: unknown; type?: unknown }
  if (type === 'unavailable_error') return 503
  return typeof code === 'number' && code >= 400 ? code : 500
}

async function refusalOf(reply: Reply): Promise<RefusalError> {
  const { said, code } = saidIn(await reply.text().catch(() => ''))
  return new RefusalError(reply.status, said, { code, waitMs: reply.retryAfterMs, location: reply.location })
}

function foreign({ status, contentType }: Reply, text: string): ForeignAnswerError {
  const beginning = shortened(text).slice(0, 80)
  const got = `status ${status}, ${contentType || 'no content type'}${beginning ? `: ${beginning}` : ''}`
  return new ForeignAnswerError(say('answer_foreign', { got }))
}
