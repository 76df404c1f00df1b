import { benchAnalyse } from './analyse.js'
import { benchAnswers } from './answers.js'
import { benchEngine } from './engine.js'
import { benchIngest } from './ingest.js'
import { benchMemory } from './memory.js'
import { machine } from './report.js'
import { benchSemantic } from './semantic.js'
import { benchStart } from './start.js'
import { benchWalk } from './walk.js'

/**
 * Prints what each capability costs, beside a baseline measured in the same run.
 *   npm run bench                    all
 *   npm run bench -- walk analyse    some
 *   npm run bench:engine             the vision engine alone, with flags of its own (bench/engine.ts); not among "all"
 */
const benches: Record<string, () => Promise<void>> = {
  walk: benchWalk,
  ingest: benchIngest,
  analyse: benchAnalyse,
  answers: benchAnswers,
  memory: benchMemory,
  semantic: benchSemantic,
  start: benchStart,
}
const [first, ...flags] = process.argv.slice(2)
if (first === 'engine') {
  machine()
  await benchEngine(flags)
  process.exit(0)
}
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`Unknown benchmark ${unknown.join(', ')}. Known: ${[...Object.keys(benches), 'engine'].join(', ')}.`)
  process.exit(1)
}
machine()
for (const [name, bench] of Object.entries(benches)) if (wanted.length === 0 || wanted.includes(name)) await bench()
process.exit(0)
