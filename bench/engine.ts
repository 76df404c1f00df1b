import { readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { toModelInput } from '#vision/model-input'
import { pictureSource } from '#vision/tuning/measure-pictures'
import { fullSizeModel, nanoModel } from './engine/model.js'
import { type EngineBenchOptions, engineBenchOptions } from './engine/options.js'
import { benchOverhead } from './engine/overhead.js'
import { writeRandomModel } from './engine/random-model.js'
import { SHAPES } from './engine/shapes.js'
import { benchShort } from './engine/short.js'
import { benchSpeeds } from './engine/speeds.js'
import { benchWhiteSpace } from './engine/white-space.js'
import { inTemporaryFolder, row, section } from './report.js'
import { drawScenes } from './scenes.js'

/** A graphics card is given the whole of the usual work, a processor with a full-size model a small part of it. */
const COMPARED = 4

/**
 * How fast the vision engine is: on nano-vl, and on a model of full size with random weights.
 *   npm run bench:engine -- [--size none|0.6b|2b|4b|8b] [--variant vulkan|cuda --gpu-layers 99] [--photos 8]
 *                           [--slots 1,2,4] [--rounds 3]
 * Without a card the full-size model is 2B-shaped and asked little, which takes about ten minutes on a slow machine.
 */
export async function benchEngine(args: string[]): Promise<void> {
  const options = engineBenchOptions(args)
  row('load of the machine before it begins, last 1 and 5 minutes', load())
  await inTemporaryFolder(async (root) => {
    const files = await drawScenes(path.join(root, 'photos'), options.photos, { min: 1000, max: 1600 })
    const photos = await Promise.all(files.map((file) => readFile(file)))
    const jpegs = await Promise.all(files.slice(0, COMPARED).map((file) => toModelInput(file)))
    const next = pictureSource(photos)

    section(`Engine: nano-vl, ${where(options)}`)
    const nano = nanoModel(options)
    await benchSpeeds(nano, next, options)
    await benchWhiteSpace(nano, jpegs)
    await benchOverhead(nano, jpegs, options.rounds)

    if (options.size === 'none') return
    const { size } = options
    section(`Engine: a model of ${size.toUpperCase()} in Q4_K_M with random weights, ${where(options)}`)
    const full = fullSizeModel(`random-${size}`, await writeRandomModel(root, `random-${size}`, SHAPES[size]), options)
    if (options.gpuLayers === 0) return await benchShort(full, jpegs, options)
    await benchSpeeds(full, next, options)
    await benchWhiteSpace(full, jpegs)
    await benchOverhead(full, jpegs, options.rounds)
  })
  row('load of the machine afterwards, its own included', load())
}

function where({ variant, gpuLayers }: EngineBenchOptions): string {
  return gpuLayers > 0 ? `${gpuLayers} layers on the card (${variant})` : 'one thread a process, no card'
}

function load(): string {
  return os
    .loadavg()
    .slice(0, 2)
    .map((each) => each.toFixed(1))
    .join(' and ')
}
