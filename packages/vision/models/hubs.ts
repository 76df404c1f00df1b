import path from 'node:path'
import { z } from 'zod'
import { say } from '#core/sentences/say'
import { networkError, PullError, statusError } from './pull-error.js'

/** A place that holds the repositories of models. */
export interface Hub {
  /** for people */
  name: string
  /** Names, sizes and hashes of the files in a folder of a repository. */
  list(repository: string, folder: string, signal?: AbortSignal): Promise<HubFile[]>
  urlOf(repository: string, file: string): string
  /** What to send along to this host; redirects to other hosts lose it. */
  headers: Record<string, string>
}

export interface HubFile {
  path: string
  size: number
  /** lower-case hex */
  sha256?: string | undefined
}

export interface HubSettings {
  /** a mirror of Hugging Face, asked first */
  endpoint?: string | undefined
  /** sent to Hugging Face and its mirror only */
  token?: string | undefined
  /** other addresses of the hubs, for tests; an empty list of hubs is none */
  huggingFace?: string
  modelScope?: string
}

const LIST_TIMEOUT_MS = 20_000
const HUGGING_FACE = 'https://huggingface.co'
const MODEL_SCOPE = 'https://modelscope.cn'

/** The hubs in the order in which they are asked. */
export function createHubs(settings: HubSettings): Hub[] {
  const official = settings.huggingFace ?? HUGGING_FACE
  const mirror = settings.endpoint?.replace(/\/+$/, '')
  const hubs = [huggingFace('Hugging Face', official, settings.token)]
  if (mirror && mirror !== official)
    hubs.unshift(huggingFace(say('the_mirror', { url: mirror }), mirror, settings.token))
  return [...hubs, modelScope(settings.modelScope ?? MODEL_SCOPE)]
}

const huggingFaceTree = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.number(),
    lfs: z.object({ oid: z.string(), size: z.number() }).optional(),
  }),
)

function huggingFace(name: string, endpoint: string, token: string | undefined): Hub {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  return {
    name,
    headers,
    urlOf: (repository, file) => `${endpoint}/${repository}/resolve/main/${escapePath(file)}`,
    async list(repository, folder, signal) {
      const below = folder ? `/${escapePath(folder)}` : ''
      const tree = await getJson(
        name,
        `${endpoint}/api/models/${repository}/tree/main${below}`,
        headers,
        huggingFaceTree,
        signal,
      )
      return tree
        .filter((entry) => entry.type === 'file')
        .map((entry) => ({ path: entry.path, size: entry.lfs?.size ?? entry.size, sha256: hash(entry.lfs?.oid) }))
    },
  }
}

const modelScopeFiles = z.object({
  Data: z.object({
    Files: z.array(
      z.object({ Path: z.string(), Type: z.string().optional(), Size: z.number(), Sha256: z.string().nullish() }),
    ),
  }),
})

function modelScope(endpoint: string): Hub {
  const name = 'ModelScope'
  return {
    name,
    headers: {},
    urlOf: (repository, file) => `${endpoint}/models/${repository}/resolve/master/${escapePath(file)}`,
    async list(repository, folder, signal) {
      const url = `${endpoint}/api/v1/models/${repository}/repo/files?Revision=master&Recursive=true`
      const { Data } = await getJson(name, url, {}, modelScopeFiles, signal)
      return Data.Files.filter((file) => file.Type !== 'tree' && path.posix.dirname(file.Path) === (folder || '.')).map(
        (file) => ({ path: file.Path, size: file.Size, sha256: hash(file.Sha256) }),
      )
    },
  }
}

const escapePath = (file: string) => file.split('/').map(encodeURIComponent).join('/')

function hash(text: string | null | undefined): string | undefined {
  const found = /^(?:sha256:)?([0-9a-f]{64})$/i.exec(text ?? '')
  return found?.[1]?.toLowerCase()
}

async function getJson<T>(
  source: string,
  url: string,
  headers: Record<string, string>,
  schema: z.ZodType<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const timeout = AbortSignal.timeout(LIST_TIMEOUT_MS)
  let text: string
  try {
    const response = await fetch(url, { headers, signal: signal ? AbortSignal.any([signal, timeout]) : timeout })
    if (!response.ok) {
      await response.body?.cancel()
      throw statusError(source, response)
    }
    text = await response.text()
  } catch (error) {
    if (error instanceof PullError || signal?.aborted) throw error
    throw networkError(source, error, 'unreachable', 'next')
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    const page = text.trimStart().startsWith('<')
    const why = page ? say('source_list_web_page', { source }) : say('source_list_other', { source })
    throw new PullError('http', why, 'next', { cause: error })
  }
}
