import type { Nearest } from './matrix.js'
import type { Usual } from './semantic.js'

/** What the thread with the vectors is started with. */
export interface IndexOptions {
  databaseUrl: string
  /** milliseconds between two comparisons of what it knows with what is stored */
  compareMs: number
}

/** What is asked of the thread; each is answered with the same id. */
export type Ask =
  | { type: 'nearest'; version: string; question: Float32Array; limit: number; only?: string[] | undefined }
  | { type: 'usual'; version: string; question: Float32Array }
  | { type: 'vector'; photoId: string }
  /** which vectors are wanted from now on */
  | { type: 'use'; version: string }
  | { type: 'state' }
  | { type: 'close' }

export interface IndexState {
  /** null while there are no embeddings at all */
  version: string | null
  photos: number
  /** still being read for the first time */
  reading: boolean
  bytes: number
}

export interface Answers {
  nearest: Nearest
  /** null when this version is no longer held */
  usual: Usual | null
  vector: { version: string; vector: Float32Array } | null
  use: null
  state: IndexState
  close: null
}

export interface ToIndex {
  id: number
  ask: Ask
}

export type FromIndex =
  | { type: 'answer'; id: number; answer: Answers[keyof Answers] }
  | { type: 'failed'; id: number; message: string }
  | { type: 'log'; level: 'info' | 'warn'; fields: object; message: string }
