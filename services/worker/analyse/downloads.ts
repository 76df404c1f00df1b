import type { EngineReport } from '#core/heartbeat'
import { downloadsUnderWay } from '#vision/models/downloads'

type Shown = NonNullable<EngineReport['downloads']>

/** How far models are on their way here, whoever downloads them, with the speed since the look before. */
export function watchDownloads(modelsDir: string): { look(): Promise<Shown> } {
  let before = new Map<string, { received: number; at: number }>()
  return {
    async look() {
      const now = Date.now()
      const found = await downloadsUnderWay(modelsDir)
      const shown = found.map((each) => {
        const last = before.get(each.file)
        const seconds = last ? (now - last.at) / 1000 : 0
        const bytesPerSecond = last && seconds > 0 ? Math.max(0, (each.received - last.received) / seconds) : 0
        return { ...each, bytesPerSecond: Math.round(bytesPerSecond) }
      })
      before = new Map(found.map(({ file, received }) => [file, { received, at: now }]))
      return shown
    },
  }
}
