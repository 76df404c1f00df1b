import type { z } from 'zod'
import { chooseModel, type ModelInfo } from './choose-model.js'
import {
  type ListedModel,
  lmStudioSchema,
  modelsSchema,
  propsSchema,
  type ServerFacts,
  type ServerKind,
  showSchema,
  tagsSchema,
  versionSchema,
} from './facts.js'
import type { Reply, Transport } from './transport.js'
import { RefusalError, saidIn, shortened } from './trouble.js'
import type { Verdicts } from './verdict.js'

/** For one look at a server that has nothing to compute. */
const LOOK_MS = 10_000
/** Ollama is asked about each model that it has; a collector may have dozens. */
const MOST_ASKED_ABOUT = 40

/**
 * Asks a server what it is, which models it has, which of them is to be asked, and what that one can do. Nothing is
 * computed for it.
 *
 * @param wanted the owner's choice of model; without one, the first that sees images
 * @param before what was asked until now, which is kept while the server has it
 * @throws ServerUnavailableError when it cannot be used, with what to do about it
 * @throws Error when there is no connection
 */
export async function identify(
  transport: Transport,
  verdicts: Verdicts,
  wanted: string | undefined,
  before: string | undefined,
): Promise<ServerFacts> {
  const reply = await transport.get('v1/models', LOOK_MS)
  const body = await reply.text()
  if (reply.status !== 200) throw verdicts.ofLook(refusal(reply, body))
  const list = modelsSchema.safeParse(jsonIn(body))
  if (!list.success) throw verdicts.foreign(reply, shortened(body))
  const listed = list.data.data ?? []
  const owner = listed[0]?.owned_by

  if (owner === 'albumen') return albumen(transport, verdicts, listed)
  if (owner === 'llamacpp') {
    const multimodal = list.data.models?.map(({ capabilities }) => capabilities?.includes('multimodal'))[0]
    return llamaServer(transport, verdicts, listed, wanted, before, multimodal)
  }
  const about = (await ollama(transport)) ?? (await lmStudio(transport)) ?? (await other(transport, owner))
  const infos = await about.infos(listed)
  const chosen = chooseModel(infos, { wanted, before, kind: about.kind, verdicts })
  return facts(about.kind, about.version, listed, { model: chosen.id, vision: chosen.vision, thinks: chosen.thinks })
}

interface About {
  kind: ServerKind
  version: string | undefined
  infos(listed: ListedModel[]): Promise<ModelInfo[]> | ModelInfo[]
}

async function albumen(transport: Transport, verdicts: Verdicts, listed: ListedModel[]): Promise<ServerFacts> {
  const health = await transport.get('health', LOOK_MS)
  const body = await health.text()
  if (health.status !== 200) throw verdicts.peerNotReady(body)
  const [first] = listed
  return facts('albumen', undefined, listed, { model: first?.id ?? '', slots: first?.slots ?? undefined, vision: true })
}

/** Its list of models needs no key and is there while a model is being loaded; /props is behind both. */
async function llamaServer(
  transport: Transport,
  verdicts: Verdicts,
  listed: ListedModel[],
  wanted: string | undefined,
  before: string | undefined,
  multimodal: boolean | undefined,
): Promise<ServerFacts> {
  const reply = await transport.get('props', LOOK_MS)
  const body = await reply.text()
  if ([401, 403, 503].includes(reply.status)) throw verdicts.ofLook(refusal(reply, body))
  const props = propsSchema.safeParse(jsonIn(body)).data
  const vision = props?.modalities?.vision ?? multimodal
  // With one model it answers with that, whatever it is asked for; as a router it has several.
  const single = listed.length === 1 ? listed[0] : undefined
  const infos = listed.map(({ id, status }) => ({ id, loaded: status?.value === 'loaded', vision: undefined }))
  const model = single?.id ?? chooseModel(infos, { wanted, before, kind: 'llama-server', verdicts }).id
  return facts('llama-server', props?.build_info ?? undefined, listed, {
    ...{ model, slots: props?.total_slots ?? undefined, vision: single ? vision : undefined },
  })
}

/** Some other servers know a part of Ollama's own API; all of what is used here only itself has. */
async function ollama(transport: Transport): Promise<About | undefined> {
  const version = await ask(transport, 'api/version', versionSchema)
  if (!version || !(await ask(transport, 'api/tags', tagsSchema))) return undefined
  const infos = (listed: ListedModel[]) =>
    Promise.all(
      listed.map(async ({ id }, i) => {
        const shown = i < MOST_ASKED_ABOUT ? await show(transport, id) : undefined
        return { id, vision: shown?.includes('vision'), thinks: shown?.includes('thinking'), loaded: false }
      }),
    )
  return { kind: 'ollama', version: version.version, infos }
}

async function show(transport: Transport, model: string): Promise<string[] | undefined> {
  try {
    const reply = await transport.post('api/show', { model }, AbortSignal.timeout(LOOK_MS))
    return showSchema.safeParse(jsonIn(await reply.text())).data?.capabilities
  } catch {
    return undefined
  }
}

async function lmStudio(transport: Transport): Promise<About | undefined> {
  const own = await ask(transport, 'api/v0/models', lmStudioSchema)
  if (!own) return undefined
  const infos = own.data
    .filter(({ type }) => type === 'vlm' || type === 'llm')
    .map(({ id, type, state }) => ({ id, vision: type === 'vlm', loaded: state === 'loaded' }))
  return { kind: 'lm-studio', version: undefined, infos: () => infos }
}

async function other(transport: Transport, owner: string | null | undefined): Promise<About> {
  const vllm = owner === 'vllm' ? await ask(transport, 'version', versionSchema) : undefined
  const infos = (listed: ListedModel[]) => listed.map(({ id }) => ({ id, vision: undefined, loaded: false }))
  return { kind: owner === 'vllm' ? 'vllm' : 'unknown', version: vllm?.version, infos }
}

/** An answer that is not what was asked for counts as none: LM Studio answers unknown paths with status 200. */
async function ask<T>(transport: Transport, path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const reply = await transport.get(path, LOOK_MS).catch(() => undefined)
  if (!reply) return undefined
  const body = await reply.text().catch(() => '')
  return reply.status === 200 ? schema.safeParse(jsonIn(body)).data : undefined
}

function facts(
  kind: ServerKind,
  version: string | undefined,
  listed: ListedModel[],
  found: Pick<ServerFacts, 'model'> & Partial<ServerFacts>,
): ServerFacts {
  const models = listed.map(({ id }) => id)
  return { slots: undefined, vision: undefined, thinks: undefined, kind, version, models, ...found }
}

function refusal({ status, retryAfterMs, location }: Reply, body: string): RefusalError {
  return new RefusalError(status, saidIn(body).said, { waitMs: retryAfterMs, location })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
