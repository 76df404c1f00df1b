import { z } from 'zod'

export type ServerKind = 'albumen' | 'llama-server' | 'ollama' | 'vllm' | 'lm-studio' | 'unknown'

/** What a server tells about itself. */
export interface ServerFacts {
  kind: ServerKind
  version: string | undefined
  /** names of all its models */
  models: string[]
  /** the one that is asked */
  model: string
  /** photos it answers at once, where it tells */
  slots: number | undefined
  /** whether that model sees images, where the server tells */
  vision: boolean | undefined
  /** whether that model thinks before it answers, where the server tells */
  thinks: boolean | undefined
}

/** Whether two looks found the same: then nothing that was found out by asking needs to be asked again. */
export function sameServer(a: ServerFacts | undefined, b: ServerFacts): boolean {
  return a !== undefined && a.kind === b.kind && a.version === b.version && a.model === b.model && a.vision === b.vision
}

/** /v1/models; Ollama without any model says `null`. */
export const modelsSchema = z.object({
  data: z
    .array(
      z.object({
        id: z.string(),
        owned_by: z.string().nullish(),
        /** Albumen */
        slots: z.int().min(1).nullish(),
        /** llama-server as a router of several models */
        status: z.object({ value: z.string().nullish() }).nullish().catch(undefined),
      }),
    )
    .nullable(),
  /** llama-server, before /props told */
  models: z
    .array(z.object({ capabilities: z.array(z.string()).nullish() }))
    .nullish()
    .catch(undefined),
})
export type ListedModel = NonNullable<z.infer<typeof modelsSchema>['data']>[number]

/** llama-server's /props */
export const propsSchema = z.object({
  total_slots: z.int().min(1).nullish().catch(undefined),
  modalities: z.object({ vision: z.boolean() }).nullish().catch(undefined),
  build_info: z.string().nullish(),
})

/** Ollama's /api/version, vLLM's /version */
export const versionSchema = z.object({ version: z.string() })

/** Ollama's /api/tags */
export const tagsSchema = z.object({ models: z.array(z.object({ name: z.string() })).nullable() })

/** Ollama's /api/show */
export const showSchema = z.object({ capabilities: z.array(z.string()) })

/** LM Studio's /api/v0/models */
export const lmStudioSchema = z.object({
  data: z.array(z.object({ id: z.string(), type: z.string(), state: z.string().nullish() })),
})
