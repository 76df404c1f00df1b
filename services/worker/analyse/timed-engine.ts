import type { Metrics } from '#core/metrics/metrics'
import type { VisionEngine } from '#vision/engines/engine'

/**
 * The engine, with the parts of each answer observed: how long the photo waited for its place, how long the model looked
 * before its first word (prompt), and how long it wrote (generation).
 */
export function timedEngine(engine: VisionEngine, metrics: Metrics): Pick<VisionEngine, 'ask'> {
  const observe = (step: string, milliseconds: number) =>
    metrics.observe('albumen_stage_duration_seconds', Math.max(0, milliseconds) / 1000, { stage: 'analyse', step })
  return {
    async ask(request) {
      const asked = performance.now()
      let firstWord: number | undefined
      const answer = await engine.ask({
        ...request,
        onToken(text) {
          firstWord ??= performance.now()
          request.onToken?.(text)
        },
      })
      const ended = performance.now()
      const begun = ended - answer.milliseconds
      observe('wait', begun - asked)
      if (firstWord !== undefined) {
        observe('prompt', firstWord - begun)
        observe('generation', ended - firstWord)
      }
      return answer
    },
  }
}
