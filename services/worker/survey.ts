import { type Hardware, probeHardware } from '#vision/tuning/hardware'

/** The machine as it was found; it is looked at when somebody first wants to know, which takes a second or two. */
export interface Survey {
  hardware(): Promise<Hardware>
  /** what is known of it already */
  known(): Hardware | undefined
}

export function createSurvey(): Survey {
  let looking: Promise<Hardware> | undefined
  let found: Hardware | undefined
  return {
    hardware() {
      looking ??= probeHardware().then((hardware) => {
        found = hardware
        return hardware
      })
      return looking
    },
    known: () => found,
  }
}
