import type { PlannedOptions } from './plan.js'
export async function readTuned(_dir: string, _for: unknown): Promise<{ slots: number } | undefined> {
  return undefined
}
export function applyTuned(settings: PlannedOptions, _tuned: { slots: number }): PlannedOptions {
  return settings
}
