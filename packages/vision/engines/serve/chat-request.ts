import { z } from 'zod'
import { type Language, messagesFor } from '../../prompt.js'

const part = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) }),
])

const chatSchema = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.union([z.string(), z.array(part)]) })).min(1),
  temperature: z.number().min(0).max(2).nullish(),
  stream: z.boolean().nullish(),
})

export interface ChatQuestion {
  image: Buffer
  language: Language
  temperature: number
  stream: boolean
}

/**
 * The photo and the language of a chat. The words themselves are not handed on: this engine is asked one question only,
 * its own. Images come as data URLs; addresses and paths are never followed.
 *
 * @throws Error that says what was expected
 */
export function chatQuestion(body: unknown): ChatQuestion {
  const parsed = chatSchema.safeParse(body)
  if (!parsed.success) throw new Error(`not a chat completion request: ${z.prettifyError(parsed.error)}`)
  const { messages, temperature, stream } = parsed.data
  const parts = messages.flatMap(({ content }) =>
    typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content,
  )
  const images = parts.filter((p) => p.type === 'image_url')
  const url = images[0]?.image_url.url
  const match = /^data:image\/[a-z+.-]+;base64,/i.exec(url ?? '')
  if (images.length !== 1 || !url || !match) {
    throw new Error(`expected exactly one image as a base64 data URL, got ${images.length ? 'something else' : 'none'}`)
  }
  return {
    image: Buffer.from(url.slice(match[0].length), 'base64'),
    language: languageOf(
      parts
        .filter((p) => p.type === 'text')
        .map((p) => p.text)
        .join('\n'),
    ),
    temperature: temperature ?? 0,
    stream: stream ?? false,
  }
}

/** Our own prompts by their first line, any other by its script. */
function languageOf(text: string): Language {
  for (const language of ['en', 'zh'] as const) {
    const [system] = messagesFor(language, '')
    if (typeof system?.content === 'string' && text.startsWith(system.content)) return language
  }
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
}
