/** Only the first page counts. */
export const SHOWN = 20

export type Grade = 0 | 1 | 2

export interface Scores {
  /** of what was asked for (grade 2), how much is among the first 20; no more than 20 can be asked of them */
  recall: number
  /** of the answers shown, at most 20, how many nobody would mind (grade 1 or 2); 0 when nothing is shown */
  precision: number
  /** 1 / rank of the first answer that was asked for (grade 2); 0 when there is none, however deep */
  reciprocalRank: number
  /** discounted gain of the first 20 (3 for grade 2, 1 for grade 1) over that of the best order */
  ndcg: number
}

/**
 * @param ranked grades of the answers, best first
 * @param relevant grades of all photos that are not 0, in any order; at least one is 2
 */
export function score(ranked: Grade[], relevant: Grade[]): Scores {
  const shown = ranked.slice(0, SHOWN)
  const exact = relevant.filter((grade) => grade === 2).length
  if (exact === 0) throw new Error('Expected a question that some photo answers, got one that none does.')
  const first = ranked.indexOf(2)
  return {
    recall: shown.filter((grade) => grade === 2).length / Math.min(SHOWN, exact),
    precision: shown.length === 0 ? 0 : shown.filter((grade) => grade > 0).length / shown.length,
    reciprocalRank: first < 0 ? 0 : 1 / (first + 1),
    ndcg: gain(shown) / gain(relevant.toSorted((a, b) => b - a).slice(0, SHOWN)),
  }
}

function gain(grades: Grade[]): number {
  return grades.reduce<number>((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0)
}

export function mean(all: Scores[]): Scores {
  const of = (pick: (scores: Scores) => number) => all.reduce((sum, each) => sum + pick(each), 0) / all.length
  return {
    recall: of((each) => each.recall),
    precision: of((each) => each.precision),
    reciprocalRank: of((each) => each.reciprocalRank),
    ndcg: of((each) => each.ndcg),
  }
}
