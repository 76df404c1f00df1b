/**
 * How many photos the embedded engine answers at once, when nobody has said.
 *
 * On a CPU one photo already keeps every core busy, and llama.cpp reads one image at a time: more slots only make each
 * photo wait. On a GPU the writing of several answers shares each pass over the weights.
 */
export function planSlots({ cores, gpuLayers }: { cores: number; gpuLayers: number }): number {
  if (gpuLayers > 0) return 4
  return cores >= 16 ? 2 : 1
}
