import type { JudgedPhoto } from './corpus/scene.js'
import { type Grade, mean, type Scores, SHOWN, score } from './metrics.js'
import type { System } from './systems/system.js'
import type { Question } from './truth/question.js'

/** Deep enough to see where the first right answer comes, and what is left when one language is taken away. */
const DEPTH = 500

export interface Judged {
  question: Question
  scores: Scores
  /** the same answer with only the photos analysed in the question's language, and in the other; absent when none is relevant */
  sameLanguage?: Scores
  otherLanguage?: Scores
  /** ids of the first page */
  shown: string[]
  exact: number
  milliseconds: number
}

/** @throws Error when a system shows a photo that the question may not see */
export async function judge(system: System, questions: Question[], library: JudgedPhoto[]): Promise<Judged[]> {
  const byId = new Map(library.map((photo) => [photo.id, photo]))
  const judged: Judged[] = []
  for (const question of questions) {
    const start = performance.now()
    const ids = await system.search(question, DEPTH)
    const milliseconds = performance.now() - start
    const ranked = ids.map((id) => byId.get(id) as JudgedPhoto)
    const leaked = ranked.find((photo) => question.sensitive === 'exclude' && photo.scene.sensitive !== 'none')
    if (leaked)
      throw new Error(`Expected no sensitive photo for "${question.text}" from ${system.name}, got ${leaked.path}.`)
    const only = (language: string) => (photo: JudgedPhoto) => photo.language === language
    const other = question.language === 'en' ? 'zh' : 'en'
    const all = scored(question, ranked, library)
    if (!all) throw new Error(`Expected some photo to answer "${question.text}", got none.`)
    const same = scored(question, ranked.filter(only(question.language)), library.filter(only(question.language)))
    const across = scored(question, ranked.filter(only(other)), library.filter(only(other)))
    judged.push({
      ...{ question, scores: all, shown: ids.slice(0, SHOWN), milliseconds },
      exact: library.filter((photo) => question.grade(photo) === 2).length,
      ...(same && { sameLanguage: same }),
      ...(across && { otherLanguage: across }),
    })
  }
  return judged
}

function scored(question: Question, ranked: JudgedPhoto[], library: JudgedPhoto[]): Scores | undefined {
  const relevant = library.map(question.grade).filter((grade): grade is Grade => grade > 0)
  return relevant.includes(2) ? score(ranked.map(question.grade), relevant) : undefined
}

export function summary(judged: Judged[]) {
  return {
    questions: judged.length,
    ...mean(judged.map((each) => each.scores)),
    sameLanguageRecall: mean(judged.flatMap((each) => each.sameLanguage ?? [])).recall,
    otherLanguageRecall: mean(judged.flatMap((each) => each.otherLanguage ?? [])).recall,
  }
}
export type Summary = ReturnType<typeof summary>
