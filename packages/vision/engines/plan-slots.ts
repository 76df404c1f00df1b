export interface Hardware {
  cores: number
  /** free memory in bytes */
  memoryBytes: number
  /** layers that go to a GPU; 0 for none */
  gpuLayers: number
}

/** More processes than this gain little on any machine that has no GPU. */
const MOST_PROCESSES = 8

/**
 * How many photos the embedded engine looks at together, when nobody has said.
 *
 * On a GPU they share one process: the writing of several answers shares each pass over the weights. On a CPU each has
 * a process of its own, because llama.node's prebuilt library computes on one thread and reads one image at a time, so
 * that slots only make each other wait. The weights are mapped and shared; the projector and the caches are not.
 */
export function planSlots(
  { cores, memoryBytes, gpuLayers }: Hardware,
  model: { bytes: number; mmprojBytes: number },
): number {
  if (gpuLayers > 0) return 4
  const eachBytes = 1.5 * model.mmprojBytes + 0.2 * model.bytes + 128 * 2 ** 20
  const fitting = Math.floor((0.7 * memoryBytes - model.bytes) / eachBytes)
  const spareCore = cores > 2 ? 1 : 0
  return Math.max(1, Math.min(cores - spareCore, fitting, MOST_PROCESSES))
}
