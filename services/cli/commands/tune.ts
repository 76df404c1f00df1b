import { type Config, loadConfig } from '#core/config'
import { FatalError } from '#core/errors'
import { findEngine } from '#vision/models/find-engine'
import { keepMeasured, measureChoice, type Outcome } from '#vision/tuning/measure-choice'
import type { Grid } from '#vision/tuning/measure-grid'
import { answeringClient, type Client } from '../client.js'
import { libraryConfig } from '../owners-choice.js'
import { whileAtRest } from '../tune/at-rest.js'
import { explain } from '../tune/explain.js'
import { choosePhotos } from '../tune/photos.js'
import { type Prediction, predict } from '../tune/predict.js'
import { progressLine } from '../tune/progress-line.js'
import { printReport } from '../tune/report.js'
import { stoppable } from '../tune/stoppable.js'
import { narrowed, type TuneOptions, wishesFrom } from '../tune/wishes.js'
import type { Status } from '../up/progress.js'

/**
 * Measures how fast this machine looks at photos with different settings, keeps the best for the daemon, and tells when
 * the backlog will be done.
 *
 * @param named photos or folders to measure with; without any, some of the library
 */
export async function tune(named: string[], options: TuneOptions, env: NodeJS.ProcessEnv): Promise<void> {
  if (options.explain) return explain(options, env)
  const wishes = wishesFrom(options)
  const config = await libraryConfig(loadConfig(env))
  const choice = await findEngine(config)
  if (choice.kind === 'waiting') throw new FatalError(`${choice.reason} ${choice.hint}`)
  const client = await answeringClient(env)

  await stoppable(async (signal) => {
    const photos = await choosePhotos(named, { config, client, signal })
    say(`Measuring with ${photos.from} for at most ${wishes.minutes} minutes.`)
    const line = progressLine(process.stderr)
    const narrow = (grid: Grid) => narrowed(grid, wishes)
    const work = () =>
      measureChoice(choice, photos.pictures, {
        ...{ config, narrow, minutes: wishes.minutes, signal },
        onProgress: line.show,
      }).finally(line.end)
    const outcome = client ? await whileAtRest(client, { signal, say }, work) : await work()
    const kept = options.dryRun ? undefined : await keepMeasured(outcome, config)
    const prediction = await predicted(outcome, config, client)
    printReport({ ...outcome, photos: photos.from, kept, prediction }, options, config)
  })
}

async function predicted(
  { measured: { best } }: Outcome,
  { schedule }: Config,
  client: Client | undefined,
): Promise<Prediction | undefined> {
  if (!best) return undefined
  const status = await client?.get<Status>('/status')
  const left = status && status.photos.pending + status.files.pending
  return predict(best.photosPerMinute, { left, hours: status?.engine.hours?.hours ?? schedule.analyse })
}

/** What is printed is for the result; this is for whoever waits for it. */
function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}
