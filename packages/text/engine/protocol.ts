/** What the text process needs to load a model. */
export interface LoadOptions {
  modelPath: string
  contextTokens: number
  threads: number
}

export type ToText = { type: 'load'; options: LoadOptions } | { type: 'embed'; id: number; text: string }

export type FromText =
  | { type: 'ready' }
  | { type: 'load_failed'; message: string }
  /** as the model made it: whole, and of any length */
  | { type: 'vector'; id: number; vector: Float32Array }
  /** this text cannot be embedded; the process goes on */
  | { type: 'refused'; id: number; message: string }
