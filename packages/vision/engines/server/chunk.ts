import { z } from 'zod'

const usage = z.object({
  prompt_tokens: z.number().optional(),
  completion_tokens: z.number().optional(),
  prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish(),
})

const words = z.object({
  content: z.string().nullish(),
  /** llama-server, vLLM, LM Studio: what a thinking model thinks */
  reasoning_content: z.string().nullish(),
  /** Ollama, newer vLLM: the same */
  reasoning: z.string().nullish(),
})

/** What is read of one chunk of a streamed chat completion, or of one that is not streamed; servers add much else. */
export const chunkSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(z.object({ delta: words.nullish(), message: words.nullish(), finish_reason: z.string().nullish() }))
    .nullish()
    .transform((choices) => choices ?? []),
  usage: usage.nullish(),
  /** llama-server */
  timings: z.object({ cache_n: z.number().optional() }).nullish(),
  error: z.unknown().optional(),
})
export type Chunk = z.infer<typeof chunkSchema>
