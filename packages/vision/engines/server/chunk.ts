import { z } from 'zod'

const usage = z.object({
  prompt_tokens: z.number().optional(),
  completion_tokens: z.number().optional(),
  prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish(),
})

/** What is read of one chunk of a streamed chat completion; servers add much else. */
export const chunkSchema = z.object({
  choices: z
    .array(z.object({ delta: z.object({ content: z.string().nullish() }).nullish() }))
    .nullish()
    .transform((choices) => choices ?? []),
  usage: usage.nullish(),
  /** llama-server */
  timings: z.object({ cache_n: z.number().optional() }).nullish(),
  error: z.unknown().optional(),
})

export const modelsSchema = z.object({
  data: z.array(z.object({ id: z.string(), owned_by: z.string().nullish(), slots: z.int().min(1).nullish() })),
})

/** llama-server's /props */
export const propsSchema = z.object({ total_slots: z.int().min(1) })
