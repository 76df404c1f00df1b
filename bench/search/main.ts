import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { inTemporaryFolder, machine, seconds, section } from '../report.js'
import { generateLibrary } from './corpus/library.js'
import type { JudgedPhoto } from './corpus/scene.js'
import { type Judged, judge, summary } from './evaluate.js'
import { type Options, readOptions, usage } from './options.js'
import { printResults, printWorst } from './print.js'
import { answerable, checkDeterminism, checkMetrics } from './self-check.js'
import { storeLibrary, withDatabase } from './store.js'
import { withBaselines } from './systems/baselines.js'
import { fullText } from './systems/ours.js'
import type { Question } from './truth/question.js'
import { NOW, questions } from './truth/questions.js'

/** Judges how well photos are found, ours beside what PostgreSQL does by itself. */
async function main(options: Options): Promise<void> {
  checkMetrics()
  checkDeterminism(generateLibrary)
  machine()
  const results: Record<string, Map<string, Judged[]>> = {}
  const library = generateLibrary(options.photos, options.seed)
  results.generated = await judgeLibrary(
    `Generated library of ${library.length} photos, asked on ${NOW.instant.slice(0, 10)}`,
    library,
    answerable(questions, library),
    options,
  )
  if (options.json) await writeFile(options.json, `${JSON.stringify(asJson(options, results), null, 2)}\n`)
}

async function judgeLibrary(
  title: string,
  library: JudgedPhoto[],
  asked: Question[],
  options: Options,
): Promise<Map<string, Judged[]>> {
  return await inTemporaryFolder((root) =>
    withDatabase(path.join(root, 'data'), async (connection) => {
      const stored = await seconds(() => storeLibrary(connection, library))
      section(`${title}: stored and indexed in ${stored.toFixed(1)} s`)
      const results = new Map<string, Judged[]>()
      await withBaselines(connection, async (baselines) => {
        for (const system of [fullText(connection.db), ...baselines]) {
          results.set(system.name, await judge(system, asked, library))
        }
      })
      printResults(title, results)
      if (options.worst > 0) printWorst('full text', results.get('full text') ?? [], library, options.worst)
      return results
    }),
  )
}

function asJson(options: Options, results: Record<string, Map<string, Judged[]>>) {
  const each = (judged: Judged[]) => ({
    ...summary(judged),
    details: judged.map(({ question, ...rest }) => ({
      ...rest,
      kind: question.kind,
      language: question.language,
      text: question.text,
      heldOut: question.heldOut,
    })),
  })
  const libraries = Object.entries(results).map(([name, systems]) => [
    name,
    Object.fromEntries([...systems].map(([system, judged]) => [system, each(judged)])),
  ])
  return { now: NOW, photos: options.photos, seed: options.seed, libraries: Object.fromEntries(libraries) }
}

const options = readOptions(process.argv.slice(2))
if (options === 'help') console.log(usage)
else await main(options)
