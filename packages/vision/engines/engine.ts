import type { Language } from '../prompt.js'

export type EngineState = 'loading' | 'ready' | 'restarting' | 'unreachable'

export interface AskRequest {
  /** a JPEG that {@link toModelInput} wrote */
  jpeg: Buffer
  language: Language
  /** 0 always takes the likeliest token */
  temperature: number
  signal?: AbortSignal | undefined
  /** called with each piece of the answer as it is written */
  onToken?: ((text: string) => void) | undefined
}

export interface EngineAnswer {
  text: string
  /** positions of the whole prompt, the image and what came from the cache included */
  promptTokens: number
  /** of which were not computed again, where the engine tells */
  cachedTokens?: number | undefined
  completionTokens: number
  /** from the moment the engine began with this photo */
  milliseconds: number
}

/** A model that looks at photos: llama.cpp in a child process, or any OpenAI-compatible server. */
export interface VisionEngine {
  readonly kind: 'embedded' | 'server'
  /** human name of the model, such as its file name without .gguf */
  readonly model: string
  /** how many questions are worth asking at once; more than that wait inside the engine. It may change. */
  readonly slots: number
  state(): EngineState
  /** why the engine is not ready, for the owner to read */
  lastError(): string | undefined
  /** what is worse than it should be though the engine works, such as less memory than planned for; for the owner */
  notice?(): string | undefined
  /** processes that compute for it on this machine, which may die without harm; none for a server */
  pids(): number[]
  /**
   * One constrained answer about one JPEG.
   *
   * @throws PermanentError when this photo is the reason: `engine_crash`, `engine_timeout`, `engine_refused`
   * @throws EngineUnavailableError when the engine is: ask again later, the photo is not to blame
   * @throws the signal's reason when it is aborted
   */
  ask(request: AskRequest): Promise<EngineAnswer>
  /** Ends the engine; questions in flight are rejected. */
  close(): Promise<void>
}

/** The engine cannot answer anything now. Wait and ask again; it says nothing about the photo. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError'
}
