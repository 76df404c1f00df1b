import { FatalError, messageOf } from '#core/errors'
import { type ServerAddress, serverAddress } from './address.js'
import type { ServerFacts } from './facts.js'
import { identify } from './identify.js'
import { createTransport } from './transport.js'
import { ServerUnavailableError } from './trouble.js'
import { verdictsOn } from './verdict.js'

/** What one look at a server shows; nothing is computed for it. */
export interface ServerInspection {
  /** address without its key */
  url: string
  /** such as `Qwen3-VL-8B-Instruct on llama-server` */
  found?: string
  /** what it told, as far as that went */
  facts?: ServerFacts
  /** why it cannot be used, and what to do */
  problem?: string
}

/** Looks once at a server of ALBUMEN_SERVER_URL. It never throws for what it finds. */
export async function inspectServer(
  url: string,
  { model, apiKey }: { model?: string | undefined; apiKey?: string | undefined },
): Promise<ServerInspection> {
  let address: ServerAddress
  try {
    address = serverAddress(url, apiKey)
  } catch (error) {
    if (error instanceof FatalError) return { url: 'ALBUMEN_SERVER_URL', problem: error.message }
    throw error
  }
  const verdicts = verdictsOn(address, address.authorization !== undefined)
  const transport = createTransport(address, new AbortController().signal, () => {})
  let facts: ServerFacts | undefined
  try {
    facts = await identify(transport, verdicts, model, undefined)
    if (facts.vision === false) throw verdicts.textOnly(facts)
    const name = facts.kind === 'unknown' ? 'an OpenAI-compatible server' : facts.kind
    return { url: address.shown, found: `${facts.model} on ${name}`, facts }
  } catch (error) {
    const reason = error instanceof ServerUnavailableError ? error : verdicts.away(error)
    return { url: address.shown, problem: messageOf(reason), ...(facts ? { facts } : {}) }
  }
}
