import { modelsSchema, propsSchema } from './chunk.js'

/** What a server tells about itself. */
export interface ServerFacts {
  models: string[]
  /** llama-server, which takes a grammar */
  llamaServer: boolean
  /** photos it answers at once, where it tells */
  slots?: number | undefined
}

export type Get = (path: string) => Promise<Response>

/**
 * Asks a server for its models, and llama-server for its slots.
 *
 * @throws Error when it does not answer or answers with an error status
 */
export async function probe(get: Get): Promise<ServerFacts> {
  const response = await get('v1/models')
  if (!response.ok) throw new Error(`${response.url} answers with status ${response.status}`)
  const list = modelsSchema.safeParse(await response.json().catch(() => undefined))
  if (!list.success) throw new Error(`${response.url} does not answer like an OpenAI-compatible server`)
  const { data } = list.data
  const llamaServer = data.some(({ owned_by }) => owned_by === 'llamacpp')
  return {
    models: data.map(({ id }) => id),
    llamaServer,
    slots: llamaServer ? await slotsOf(get) : (data[0]?.slots ?? undefined),
  }
}

async function slotsOf(get: Get): Promise<number | undefined> {
  try {
    return propsSchema.parse(await (await get('props')).json()).total_slots
  } catch {
    return undefined // an older llama-server, or one without /props
  }
}
