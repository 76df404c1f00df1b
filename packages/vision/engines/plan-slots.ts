export interface Hardware {
  cores: number
  /** free memory in bytes */
  memoryBytes: number
}

/** More processes than this gain little on any machine that has no GPU. */
const MOST_PROCESSES = 8

/**
 * How many photos the embedded engine looks at together without a GPU, each in a process of its own: llama.node's
 * prebuilt library computes on one thread and reads one image at a time, so that slots only make each other wait. The
 * weights are mapped and shared; the projector and the caches are not.
 *
 * On a GPU several photos share one process, because the writing of several answers shares each pass over the weights;
 * how many is a matter of its memory.
 */
export function planSlots({ cores, memoryBytes }: Hardware, model: { bytes: number; mmprojBytes: number }): number {
  const eachBytes = 1.5 * model.mmprojBytes + 0.2 * model.bytes + 128 * 2 ** 20
  const fitting = Math.floor((0.7 * memoryBytes - model.bytes) / eachBytes)
  const spareCore = cores > 2 ? 1 : 0
  return Math.max(1, Math.min(cores - spareCore, fitting, MOST_PROCESSES))
}
