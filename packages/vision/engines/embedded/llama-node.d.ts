/**
 * What we use of @fugood/llama.node. Its own types are its TypeScript sources, which do not compile under our settings;
 * tsconfig's `paths` points here instead.
 */

export interface ModelOptions {
  model: string
  n_ctx?: number
  n_parallel?: number
  n_batch?: number
  n_threads?: number
  n_gpu_layers?: number
  use_mmap?: boolean
  flash_attn_type?: 'auto' | 'on' | 'off'
  /** a quantized cache without flash attention ends the process */
  cache_type_k?: 'f16' | 'q8_0'
  cache_type_v?: 'f16' | 'q8_0'
  /** names such as `Vulkan0`; unknown ones are passed over without a word */
  devices?: string[]
  lib_variant?: LibVariant
}

export interface CompletionOptions {
  messages: { role: string; content: unknown }[]
  grammar?: string
  jinja?: boolean
  enable_thinking?: boolean
  n_predict?: number
  temperature?: number
  [sampler: string]: unknown
}

export interface ParallelResult {
  text: string
  tokens_predicted: number
  context_full: boolean
  timings: { cache_n: number; prompt_n: number }
}

export interface Model {
  initMultimodal(options: { path: string; use_gpu?: boolean; image_max_tokens?: number }): boolean
  getMultimodalSupport(): { vision: boolean; audio: boolean }
  completion(options: CompletionOptions, onToken: (token: { token: string }) => void): Promise<{ text: string }>
  parallel: {
    enable(options: { n_parallel: number; n_batch?: number }): Promise<boolean>
    completion(
      options: CompletionOptions,
      onToken: (requestId: number, token: { token: string }) => void,
    ): Promise<{ requestId: number; promise: Promise<ParallelResult>; stop(): void }>
    getStatus(): { requests: { request_id: number }[] }
  }
  release(): Promise<void>
}

export function loadModel(options: ModelOptions): Promise<Model>

export type LibVariant = 'default' | 'vulkan' | 'cuda'

export interface BackendDevice {
  /** such as `Vulkan`, `CUDA`, `Metal`, `CPU` */
  backend: string
  type: 'cpu' | 'gpu' | 'igpu' | 'accel'
  /** how llama.cpp calls it, such as `Vulkan0` */
  deviceName: string
  /** bytes in all */
  maxMemorySize: number
}

/** False where its package is not installed or the system lacks a library that it needs. */
export function isLibVariantAvailable(variant: LibVariant): Promise<boolean>
export function getBackendDevicesInfo(variant: LibVariant): Promise<BackendDevice[]>
