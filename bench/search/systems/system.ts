import type { Question } from '../truth/question.js'

/** One way of answering questions. */
export interface System {
  name: string
  /** @returns photo ids, best first, at most `limit`, without photos that the question may not see */
  search(question: Question, limit: number): Promise<string[]>
}
