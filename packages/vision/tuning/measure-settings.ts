import type { UsableChoice } from '../engines/create.js'
import type { Grid } from './measure-grid.js'
import type { Setting } from './measure-rows.js'
import { contextFor } from './memory-need.js'
import type { PlannedOptions } from './plan.js'

/** From photos too small for print, to a megapixel. */
const BUDGETS = [256, 512, 768, 1024]
/** The bundled test model was trained on nothing larger than its limit of 256. */
const SMALL_BUDGETS = [64, 128, 256]
/** More at a time than this has never gained anything on one server. */
const MOST_AT_A_SERVER = 16

/**
 * What to measure: photos at a time in doublings, up to what there is a core and memory for on a processor, and up to
 * twice the plan on a card, because a plan leaves room and smaller pictures need less; pictures up to what the model
 * takes. A server has its own settings, so only the photos at a time are tried.
 *
 * @param planned how the embedded engine would be loaded; undefined for a server
 */
export function gridFor(choice: UsableChoice, planned: PlannedOptions | undefined): Grid {
  if (choice.kind === 'server' || !planned) return { slots: doublings(MOST_AT_A_SERVER), imageTokens: [undefined] }
  const { gpuLayers, slots } = planned
  const budgets = choice.imageMaxTokens <= 256 ? SMALL_BUDGETS : BUDGETS
  return {
    slots: doublings(gpuLayers > 0 ? 2 * slots : slots),
    imageTokens: budgets.filter((tokens) => tokens <= choice.imageMaxTokens),
  }
}

/** The plan with a setting in it: its slots, its pictures, and the context that those need. */
export function withSetting(planned: PlannedOptions, { slots, imageTokens }: Setting): PlannedOptions {
  if (imageTokens === undefined) return { ...planned, slots }
  return { ...planned, slots, imageMaxTokens: imageTokens, contextPerSlot: contextFor(imageTokens) }
}

/** 1, 2, 4 … and the most itself. */
function doublings(most: number): number[] {
  const counts: number[] = []
  for (let count = 1; count < most; count *= 2) counts.push(count)
  return [...counts, most]
}
