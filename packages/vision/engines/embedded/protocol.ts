import type { LibVariant } from '@fugood/llama.node'
import type { ChatMessage } from '../../prompt.js'
import type { CacheType } from '../../tuning/memory-need.js'
import type { Rescue } from '../../tuning/plan-types.js'

/** What the engine process needs to load a model. */
export interface LoadOptions {
  modelPath: string
  mmprojPath: string
  /** photos answered at once */
  slots: number
  /** tokens of prompt, image and answer together, for each slot */
  contextPerSlot: number
  threads?: number | undefined
  /** layers on the GPU; 0 keeps to the CPU */
  gpuLayers: number
  /** which build of llama.cpp is loaded */
  variant: LibVariant
  /** llama.cpp's names of the cards to use; undefined leaves it the choice */
  devices?: string[] | undefined
  imageMaxTokens: number
  flashAttention: 'auto' | 'on'
  /** numbers of the cache; `q8_0` works with flash attention only */
  cacheType: CacheType
  /** what else may be tried when memory runs out */
  rescue?: Rescue | undefined
}

/** One question, ready for the model. */
export interface Question {
  messages: ChatMessage[]
  grammar: string
  temperature: number
  maxTokens: number
}

export type ToEngine =
  | { type: 'load'; options: LoadOptions }
  | { type: 'ask'; id: number; question: Question }
  | { type: 'stop'; id: number }

export interface EngineResult {
  text: string
  promptTokens: number
  cachedTokens: number
  completionTokens: number
}

export type FromEngine =
  | { type: 'ready' }
  | { type: 'load_failed'; message: string }
  | { type: 'token'; id: number; text: string }
  | { type: 'answer'; id: number; result: EngineResult }
  | { type: 'failed'; id: number; message: string }
  /** the question was given up and its slot is free again */
  | { type: 'stopped'; id: number }
