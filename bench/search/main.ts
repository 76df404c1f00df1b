import path from 'node:path'
import { inTemporaryFolder, machine, seconds, section } from '../report.js'
import { generateLibrary } from './corpus/library.js'
import { type Judged, judge } from './evaluate.js'
import { drawnLibraries } from './nano/drawn-library.js'
import { DRAWN_NOW, drawnQuestions } from './nano/questions.js'
import { type Options, readOptions, usage } from './options.js'
import { printResults, printWorst } from './print.js'
import { saveResults } from './save.js'
import { answerable, checkDeterminism, checkMetrics } from './self-check.js'
import { storeLibrary, withDatabase } from './store.js'
import { withBaselines } from './systems/baselines.js'
import { type EmbeddingModel, embeddingModel } from './systems/meanings.js'
import { FULL_TEXT, withOurs } from './systems/ours.js'
import type { Examination } from './truth/examination.js'
import { NOW, questions } from './truth/questions.js'

/** Judges how well photos are found, ours beside what PostgreSQL does by itself. */
async function main(options: Options): Promise<void> {
  checkMetrics()
  checkDeterminism(generateLibrary)
  machine()
  const model = await embeddingModel(options.embedding)
  section(model.note)
  const results = new Map<string, Map<string, Judged[]>>()
  for (const examination of await examinations(options))
    results.set(examination.title, await examine(examination, model, options))
  if (options.json) await saveResults(options, results)
}

async function examinations({ photos, seed, fresh, generatedOnly }: Options): Promise<Examination[]> {
  const library = generateLibrary(photos, seed)
  const generated = {
    title: `Generated library of ${library.length} photos`,
    library,
    questions: answerable(questions, library),
    now: NOW,
  }
  if (generatedOnly) return [generated]
  const drawn = await drawnLibraries(fresh)
  const scenes = { questions: drawnQuestions, now: DRAWN_NOW }
  return [
    generated,
    { title: `${drawn.en.length} drawn scenes, analysed in English by nano-vl`, library: drawn.en, ...scenes },
    { title: `${drawn.zh.length} drawn scenes, analysed in Chinese by nano-vl`, library: drawn.zh, ...scenes },
  ]
}

async function examine(
  examination: Examination,
  { chosen }: EmbeddingModel,
  { worst, oursOnly, standIns }: Options,
): Promise<Map<string, Judged[]>> {
  const { library, questions } = examination
  return await inTemporaryFolder((root) =>
    withDatabase(path.join(root, 'data'), async (connection) => {
      const stored = await seconds(() => storeLibrary(connection, library))
      const results = new Map<string, Judged[]>()
      await withOurs(connection, examination, chosen, standIns, async (ours) => {
        for (const system of ours) results.set(system.name, await judge(system, questions, library))
      })
      if (!oursOnly) {
        await withBaselines(connection, async (baselines) => {
          for (const system of baselines) results.set(system.name, await judge(system, questions, library))
        })
      }
      printResults(examination, stored, results)
      if (worst > 0) printWorst(FULL_TEXT, results.get(FULL_TEXT) ?? [], library, worst)
      return results
    }),
  )
}

const options = readOptions(process.argv.slice(2))
if (options === 'help') console.log(usage)
else await main(options)
