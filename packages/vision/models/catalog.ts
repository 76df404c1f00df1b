/**
 * The models that Albumen knows by name: Qwen3-VL Instruct, Apache-2.0. Q4_K_M, Q8_0 and the projectors are Qwen's own
 * files; Q5_K_S is made by bartowski. All quantizations of a size share Qwen's projector, so that it lies there once.
 */
export interface CatalogModel {
  /** such as `qwen3-vl-4b-q4_k_m` */
  name: string
  /** such as `30B-A3B` */
  size: string
  quantization: Quantization
  model: CatalogFile
  mmproj: CatalogFile
  /** Rough bytes in use while it works: both files, the context of one slot, and buffers. */
  memoryBytes: number
  licence: 'Apache-2.0'
  /** For which machine it is, for people. */
  suits: string
}

export interface CatalogFile {
  /** owner/name on Hugging Face and ModelScope */
  repository: string
  file: string
  bytes: number
  /** False where `bytes` is only about right; the hub says the exact number before a download. */
  exact: boolean
}

export type Quantization = 'Q4_K_M' | 'Q5_K_S' | 'Q8_0'

interface Size {
  /** exact unless {@link about} */
  bytes: Record<Quantization | 'mmproj', number | About>
  /** Bytes of context for a thousand tokens, from the model's layers and heads. */
  contextPerThousand: number
  about: string
}

interface About {
  about: number
}

const about = (bytes: number): About => ({ about: bytes })

const SIZES: Record<string, Size> = {
  '2B': {
    bytes: { Q4_K_M: 1_107_409_952, Q5_K_S: about(1.23e9), Q8_0: 1_834_427_424, mmproj: about(0.82e9) },
    contextPerThousand: 117e6,
    about: 'for a NAS or mini PC',
  },
  '4B': {
    bytes: { Q4_K_M: 2_497_281_664, Q5_K_S: about(2.82e9), Q8_0: 4_280_406_144, mmproj: 836_180_256 },
    contextPerThousand: 151e6,
    about: 'sees more than 2B',
  },
  '8B': {
    bytes: { Q4_K_M: 5_027_784_800, Q5_K_S: about(5.72e9), Q8_0: 8_709_519_456, mmproj: 1_159_029_824 },
    contextPerThousand: 151e6,
    about: 'the best for most libraries',
  },
  '30B-A3B': {
    bytes: { Q4_K_M: 18_556_687_168, Q5_K_S: about(21.1e9), Q8_0: 32_483_932_992, mmproj: 1_083_499_584 },
    contextPerThousand: 101e6,
    about: 'large, but computes with 3B at a time',
  },
  '32B': {
    bytes: { Q4_K_M: 19_762_150_432, Q5_K_S: about(22.6e9), Q8_0: about(34.8e9), mmproj: about(1.2e9) },
    contextPerThousand: 268e6,
    about: 'the most exact, slow without a card',
  },
}

const QUANTIZATIONS: Record<Quantization, string> = {
  Q4_K_M: 'the usual choice',
  Q5_K_S: 'a little more exact',
  Q8_0: 'nearly lossless, more memory',
}

const CONTEXT_TOKENS = 4096
const BUFFER_BYTES = 0.5e9

export const catalog: CatalogModel[] = Object.entries(SIZES).flatMap(([size, facts]) =>
  (Object.keys(QUANTIZATIONS) as Quantization[]).map((quantization) => entry(size, facts, quantization)),
)

/** The entry of a name such as `qwen3-vl-4b-q4_k_m`, in any case. */
export function catalogModel(name: string): CatalogModel | undefined {
  return catalog.find((each) => each.name === name.toLowerCase())
}

/** The entry whose file has this name. */
export function catalogModelOfFile(file: string): CatalogModel | undefined {
  return catalog.find((each) => each.model.file === file)
}

function entry(size: string, facts: Size, quantization: Quantization): CatalogModel {
  const own = `Qwen/Qwen3-VL-${size}-Instruct-GGUF`
  const model =
    quantization === 'Q5_K_S'
      ? file(
          `bartowski/Qwen_Qwen3-VL-${size}-Instruct-GGUF`,
          `Qwen_Qwen3-VL-${size}-Instruct-Q5_K_S.gguf`,
          facts.bytes[quantization],
        )
      : file(own, `Qwen3VL-${size}-Instruct-${quantization}.gguf`, facts.bytes[quantization])
  const mmproj = file(own, `mmproj-Qwen3VL-${size}-Instruct-F16.gguf`, facts.bytes.mmproj)
  const context = (facts.contextPerThousand * CONTEXT_TOKENS) / 1000
  const memoryBytes = Math.round((model.bytes + mmproj.bytes + context + BUFFER_BYTES) / 1e8) * 1e8
  return {
    name: `qwen3-vl-${size}-${quantization}`.toLowerCase(),
    size,
    quantization,
    model,
    mmproj,
    memoryBytes,
    licence: 'Apache-2.0',
    suits: `${machineFor(memoryBytes)}; ${facts.about}; ${QUANTIZATIONS[quantization]}`,
  }
}

/** Memory and cards as they are sold; a tenth (a gigabyte at least) of memory is for the system. */
function machineFor(bytes: number): string {
  const memory = [4, 8, 12, 16, 24, 32, 48, 64].find((size) => bytes <= (size - Math.max(1, size / 10)) * 1e9)
  const card = [4, 6, 8, 10, 12, 16, 24, 32, 48].find((size) => bytes * 1.05 <= size * 1e9)
  return `${memory} GB, or a graphics card of ${card} GB`
}

function file(repository: string, name: string, bytes: number | About): CatalogFile {
  const exact = typeof bytes === 'number'
  return { repository, file: name, bytes: exact ? bytes : bytes.about, exact }
}
