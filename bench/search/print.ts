import { section } from '../report.js'
import type { JudgedPhoto } from './corpus/scene.js'
import { type Judged, summary } from './evaluate.js'
import type { Examination } from './truth/examination.js'
import { KINDS } from './truth/question.js'

const HEAD = ['', 'asked', 'recall@20', 'precision@20', 'MRR', 'nDCG@20', 'same lang.', 'other lang.']
const figure = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(3))

function line(label: string, cells: string[]): void {
  console.log(`  ${label.padEnd(34)}${cells.map((cell) => cell.padStart(13)).join('')}`)
}

function figures(judged: Judged[]): string[] {
  const all = summary(judged)
  return [
    String(all.questions),
    ...[all.recall, all.precision, all.reciprocalRank, all.ndcg, all.sameLanguageRecall, all.otherLanguageRecall].map(
      figure,
    ),
  ]
}

/** One table of all systems, then by language and kind for the first of them, ours. */
export function printResults({ title, now }: Examination, stored: number, results: Map<string, Judged[]>): void {
  section(`${title}, stored and indexed in ${stored.toFixed(1)} s, asked on ${now.instant.slice(0, 10)}`)
  line('', HEAD.slice(1))
  for (const [name, judged] of results) line(name, figures(judged))
  for (const language of ['en', 'zh'] as const) {
    for (const [name, judged] of results)
      line(
        `${name}, ${language === 'en' ? 'English' : 'Chinese'} questions`,
        figures(judged.filter((each) => each.question.language === language)),
      )
  }
  for (const [name, judged] of results)
    line(`${name}, held-out questions`, figures(judged.filter((each) => each.question.heldOut)))
  for (const name of [...results.keys()].filter((each) => ours(each))) {
    if ((results.get(name) ?? []).length < TELLING) continue
    section(`${title}: ${name}, by kind of question`)
    line('', HEAD.slice(1))
    for (const kind of KINDS) {
      const some = (results.get(name) ?? []).filter((each) => each.question.kind === kind)
      if (some.length > 0) line(kind, figures(some))
    }
  }
}

/** Fewer questions than these are not told apart by kind. */
const TELLING = 100

const ours = (name: string) => !/^(Postgres|pg_trgm|meanings|hybrid, meanings)/.test(name)

/** The questions that went worst, with examples of what was missed and of what should not be there. */
export function printWorst(name: string, judged: Judged[], library: JudgedPhoto[], count: number): void {
  const byId = new Map(library.map((photo) => [photo.id, photo]))
  const quality = ({ scores }: Judged) => scores.recall + scores.precision
  section(`The worst questions of ${name}`)
  const open = judged.filter((each) => !each.question.heldOut && quality(each) < 2)
  for (const { question, scores, exact, shown } of open.toSorted((a, b) => quality(a) - quality(b)).slice(0, count)) {
    console.log(
      `  "${question.text}" (${question.kind}): recall ${figure(scores.recall)} of ${exact}, precision ${figure(scores.precision)} of ${shown.length}`,
    )
    const missed = library.filter((photo) => question.grade(photo) === 2 && !shown.includes(photo.id))
    if (scores.recall < 1) for (const photo of missed.slice(0, 2)) console.log(`    missed  ${told(photo)}`)
    const wrong = shown.map((id) => byId.get(id)).filter((photo) => photo && question.grade(photo) === 0)
    for (const photo of wrong.slice(0, 2)) if (photo) console.log(`    wrong   ${told(photo)}`)
  }
}

function told({ analysis, taken, city, path }: JudgedPhoto): string {
  const { description, objects, tags, people } = analysis
  return `${taken.slice(0, 10)} ${city ?? '–'} ${path} | ${people} | ${description} | ${objects.join(', ')} | ${tags.join(', ')}`
}
