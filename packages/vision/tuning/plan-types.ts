import type { LibVariant } from '@fugood/llama.node'
import type { CacheType } from './memory-need.js'
import type { ModelFacts } from './model-facts.js'
import type { Seconds } from './speed.js'

/** What may be tried, beside less of everything, when memory turns out to be too small for a plan. */
export interface Rescue {
  /** the model's cache can be kept in 8 bits */
  eightBitCache: boolean
  /** without a card a photo would still take minutes, not an hour */
  processorAlone: boolean
}

export interface Wishes {
  /** plan for this model instead of choosing one */
  model?: ModelFacts | undefined
  /** seconds that one photo may take, where a smaller model would be faster; default 60 */
  patienceSeconds?: number | undefined
  /** Albumen's own engine is loaded now, so that what it holds only seems to be taken */
  engineRunning?: boolean | undefined
}

/** How to run one model in one place. */
export interface Settings {
  /** as `albumen models pull` takes it, or the file's own name */
  model: string
  quantization: string
  /** what computes, for people */
  on: string
  /** build of llama.cpp, for the embedded engine */
  variant: LibVariant
  /** llama.cpp's name of the one card to use, where there are several */
  device: string | undefined
  /** layers on the card; one more than the model has means all of it, with the output */
  gpuLayers: number
  contextPerSlot: number
  slots: number
  imageMaxTokens: number
  flashAttention: 'auto' | 'on'
  cacheType: CacheType
  /** for each photo while many wait; an estimate from published figures, not a measurement */
  expectedSecondsPerPhoto: Seconds
  /** bytes in use: on the card where all layers are there, else of the machine */
  memoryBytes: number
}

export interface Plan extends Settings {
  /** `server`: llama.cpp's own server, or any other, by ALBUMEN_SERVER_URL */
  engine: 'embedded' | 'server'
  /** where that server had best run; the settings above are for there */
  serverOn?: 'this machine' | 'another machine' | undefined
  /** what the embedded engine can do here until there is a server; undefined where no model fits */
  meanwhile?: Settings | undefined
  /** sentences for the owner, the most important first */
  reasons: string[]
  /** what would be better still, a sentence */
  nextStep: string
}
