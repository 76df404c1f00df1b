import type { Config } from '#core/config'
import type { Outcome } from '#vision/tuning/measure-choice'
import { fingerprint } from '#vision/tuning/tuned'
import { printJson } from '../print.js'
import type { Prediction } from './predict.js'
import { described, printRows, rounded } from './table.js'
import type { TuneOptions } from './wishes.js'

export interface Report extends Outcome {
  /** whose photos it was measured with */
  photos: string
  /** the file in which the best is kept, if it is */
  kept: string | undefined
  prediction: Prediction | undefined
}

/** Prints what was found out; an exit code of 1 tells that nothing could be measured. */
export function printReport(report: Report, options: TuneOptions, config: Config): void {
  const { measured, photos, kept, prediction, choice, machine } = report
  const { rows, skipped, untried, best } = measured
  if (!best) process.exitCode = 1
  const model = choice.kind === 'server' ? (choice.model ?? null) : choice.name
  if (options.json) {
    const hardware = machine ? fingerprint(machine.hardware) : null
    const found = { rows, skipped, untried, best: best ?? null, kept: kept ?? null, prediction: prediction ?? null }
    printJson({ kind: choice.kind, model, hardware, photos, ...found })
    return
  }
  console.log(`${model ?? 'The server'} with ${photos}`)
  printRows(rows, best)
  if (skipped.length > 0) {
    console.log('\nNot measured, because it cannot win')
    for (const each of skipped) console.log(`    ${described(each)}: ${each.because}`)
  }
  console.log(`\n${verdict(report, options)}`)
  if (best && typeof config.analyseConcurrency === 'number') {
    console.log(`ALBUMEN_ANALYSE_CONCURRENCY is set to ${config.analyseConcurrency}, which counts more than this.`)
  }
  if (untried.length > 0) console.log(`Not tried, because time ran out: ${untried.map(described).join(', ')}.`)
  if (prediction) console.log(prediction.sentence)
}

function verdict({ measured: { best, untried }, kept }: Report, { dryRun, minutes }: TuneOptions): string {
  if (!best) {
    return untried.length > 0
      ? 'Not one photo was answered in time. Give it more, such as albumen tune --minutes 60, or see albumen tune --explain.'
      : 'No setting works on this machine; the table says why.'
  }
  const found = `Best: ${described(best)}, ${rounded(best.photosPerMinute)} photos a minute.`
  if (kept) return `${found} Kept in ${kept}; the daemon follows it by itself.`
  if (untried.length > 0) {
    return `${found} It is not kept, because something better may be left. Give it more than --minutes ${minutes ?? 10}.`
  }
  return dryRun ? `${found} It is not kept (--dry-run).` : found
}
