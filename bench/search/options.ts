import { parseArgs } from 'node:util'

export interface Options {
  photos: number
  seed: number
  /** where the figures go as JSON */
  json: string | undefined
  /** for meanings: a GGUF or a name; what the data folder has when absent */
  embedding: string | undefined
  /** how many of the worst questions are shown with what was missed */
  worst: number
  /** look at the drawn scenes anew instead of using the answers of an earlier run */
  fresh: boolean
  /** leave out what needs the vision model */
  generatedOnly: boolean
  /** leave out what ours is compared with, which takes most of the time */
  oursOnly: boolean
  /** join words with made-up meanings as well, good ones and bad ones */
  standIns: boolean
}

export const usage = `Judges the search: npm run bench:search -- [options]
  --photos N         size of the generated library (5000)
  --seed N           another library of the same kind (1)
  --worst N          show the worst N questions of ours with what was missed, none of the held-out ones (0)
  --json FILE        write every figure as JSON
  --embedding MODEL  an embedding model: a .gguf or a name of the catalog (the data folder's)
  --fresh            have the drawn scenes analysed again (about two minutes)
  --generated-only   leave the drawn scenes out
  --ours-only        leave the baselines out
  --stand-ins        also with made-up meanings in place of a model, good ones and bad ones`

/** @throws Error naming the option that is not understood */
export function readOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      ...{ photos: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } },
      ...{
        json: { type: 'string' },
        embedding: { type: 'string' },
        worst: { type: 'string', default: '0' },
        fresh: { type: 'boolean', default: false },
      },
      ...{
        'generated-only': { type: 'boolean', default: false },
        'ours-only': { type: 'boolean', default: false },
        'stand-ins': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    },
  })
  if (values.help) return 'help'
  const whole = (name: 'photos' | 'seed' | 'worst', least: number) => {
    const value = Number(values[name])
    if (!Number.isInteger(value) || value < least)
      throw new Error(`Expected --${name} to be a whole number from ${least}, got "${values[name]}".`)
    return value
  }
  return {
    ...{
      photos: whole('photos', 1000),
      seed: whole('seed', 0),
      worst: whole('worst', 0),
      json: values.json,
      embedding: values.embedding,
    },
    ...{
      fresh: values.fresh,
      generatedOnly: values['generated-only'],
      oursOnly: values['ours-only'],
      standIns: values['stand-ins'],
    },
  }
}
