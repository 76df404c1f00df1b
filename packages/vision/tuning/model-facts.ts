import { type CatalogModel, catalog } from '../models/catalog.js'
import type { GgufFacts } from './gguf-facts.js'

/** What a model needs of a machine. */
export interface ModelFacts {
  /** as `albumen models pull` takes it, or the file's own name */
  name: string
  /** such as `8B` */
  size: string
  quantization: string
  bytes: number
  mmprojBytes: number
  layers: number
  /** heads that keep keys and values, and numbers that each keeps for a token */
  kvHeads: number
  headLength: number
  /** weights that take part in each token; fewer than all where experts take turns */
  activeParameters: number
  /** share of the file that is read for each token */
  activeShare: number
  vision: Vision
}

interface Vision {
  parameters: number
  layers: number
  width: number
}

interface Shape {
  layers: number
  kvHeads: number
  activeParameters: number
  activeShare: number
  vision: Vision
}

const SMALL_EYE: Vision = { parameters: 0.4e9, layers: 24, width: 1024 }
const LARGE_EYE: Vision = { parameters: 0.55e9, layers: 27, width: 1152 }

/**
 * The Qwen3-VL family. Layers and heads: torchtitan's experiments/qwen3_vl (2B, 8B, 30B-A3B) and llama.cpp's own
 * `print_info` of 8B (issue 17542) and 32B (pull request 16962); the 4B is a Qwen3-4B. Every head keeps 128 numbers.
 */
const SHAPES: Record<string, Shape> = {
  '2B': { layers: 28, kvHeads: 8, activeParameters: 1.7e9, activeShare: 1, vision: SMALL_EYE },
  '4B': { layers: 36, kvHeads: 8, activeParameters: 4e9, activeShare: 1, vision: SMALL_EYE },
  '8B': { layers: 36, kvHeads: 8, activeParameters: 8.2e9, activeShare: 1, vision: LARGE_EYE },
  '30B-A3B': { layers: 48, kvHeads: 4, activeParameters: 3.3e9, activeShare: 3.3 / 30.5, vision: LARGE_EYE },
  '32B': { layers: 64, kvHeads: 8, activeParameters: 32.8e9, activeShare: 1, vision: LARGE_EYE },
}

/** Facts about the models of the catalog; one whose shape is unknown is left out. */
export const knownModels: ModelFacts[] = catalog.flatMap((model) => factsOf(model) ?? [])

/** One of them, such as `8B` and `Q4_K_M`. */
export function knownModel(size: string, quantization: string): ModelFacts {
  const found = knownModels.find((model) => model.size === size && model.quantization === quantization)
  if (!found) throw new Error(`expected a size and quantization of the catalog, got ${size} ${quantization}`)
  return found
}

function factsOf({ name, size, quantization, model, mmproj }: CatalogModel): ModelFacts | undefined {
  const shape = SHAPES[size]
  return shape && { name, size, quantization, bytes: model.bytes, mmprojBytes: mmproj.bytes, headLength: 128, ...shape }
}

/** Bits that a weight takes on average, by type of file; for those that are not listed, Q4_K_M's is assumed. */
const BITS: Record<string, number> = { Q4_K_M: 4.9, Q5_K_S: 5.5, Q5_K_M: 5.7, Q6_K: 6.6, Q8_0: 8.5, F16: 16, BF16: 16 }

/**
 * The same from the headers of a model's files, for models that the catalog does not know. Sizes are exact, the amount
 * of computing is an estimate from them.
 * @throws Error when the header does not say how many layers and heads there are
 */
export function modelFactsFrom(name: string, model: GgufFacts, mmproj: GgufFacts): ModelFacts {
  const { blockCount, headCountKv, headLength, fileBytes, fileType = 'unknown', expertCount, expertUsedCount } = model
  if (!blockCount || !headCountKv || !headLength) {
    throw new Error(`expected the header of ${name} to name its layers and heads, got only ${model.architecture}`)
  }
  const parameters = (fileBytes * 8) / (BITS[fileType] ?? 4.9)
  // Attention, which is about a tenth of such a model, always takes part.
  const activeShare = expertCount && expertUsedCount ? 0.1 + (0.9 * expertUsedCount) / expertCount : 1
  return {
    name,
    size: `${(parameters / 1e9).toFixed(1)}B`,
    quantization: fileType,
    bytes: fileBytes,
    mmprojBytes: mmproj.fileBytes,
    layers: blockCount,
    kvHeads: headCountKv,
    headLength,
    activeParameters: parameters * activeShare,
    activeShare,
    vision: {
      parameters: (mmproj.fileBytes * 8) / (BITS[mmproj.fileType ?? 'F16'] ?? 16),
      layers: mmproj.blockCount ?? 0,
      width: mmproj.embeddingLength ?? 0,
    },
  }
}
