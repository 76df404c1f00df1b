import type { ServerKind } from './facts.js'
import type { Verdicts } from './verdict.js'

export interface ModelInfo {
  id: string
  /** undefined where the server does not tell */
  vision: boolean | undefined
  loaded: boolean
  thinks?: boolean | undefined
}

/**
 * The model to ask for. Without a wish: the one asked until now, else one that sees images, rather one that is loaded.
 *
 * @throws ServerUnavailableError when the server does not have it, or has none
 */
export function chooseModel(
  models: readonly ModelInfo[],
  options: { wanted: string | undefined; before: string | undefined; kind: ServerKind; verdicts: Verdicts },
): ModelInfo {
  const { wanted, before, kind, verdicts } = options
  const names = models.map(({ id }) => id)
  if (models.length === 0) throw verdicts.noModel(kind)
  if (wanted) {
    const found = models.find(({ id }) => sameName(id, wanted))
    if (!found) throw verdicts.unknownModel(wanted, names, kind)
    return found
  }
  const rank = ({ id, vision, loaded }: ModelInfo) =>
    (vision === false ? 0 : vision ? 8 : 4) + (id === before ? 2 : 0) + (loaded ? 1 : 0)
  // The sort is stable: of equals the server's first.
  const [best] = [...models].sort((a, b) => rank(b) - rank(a))
  return best as ModelInfo
}

/** Ollama's names end in a tag, and `:latest` may be left out. */
function sameName(id: string, wanted: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/:latest$/, '')
  return plain(id) === plain(wanted)
}
