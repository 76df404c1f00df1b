import type { Doing } from './errand-deps.js'

/** Looks at the machine; the worker tells about it from then on. */
export const survey: Doing = async (_errand, deps) => {
  await deps.survey.hardware()
  return {}
}
