import type { JudgedPhoto } from '../corpus/scene.js'
import type { Question } from './question.js'

/** A library and what is asked of it, on which day. */
export interface Examination {
  title: string
  library: JudgedPhoto[]
  questions: Question[]
  now: { instant: string; zone: string }
}
