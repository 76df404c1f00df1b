import type { ChatMessage } from '../../prompt.js'

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
  variant: 'default' | 'vulkan' | 'cuda'
  imageMaxTokens: number
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
