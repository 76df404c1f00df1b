import { writeFile } from 'node:fs/promises'
import { type Judged, summary } from './evaluate.js'
import type { Options } from './options.js'

/** Every figure as JSON: by library, by system, for all questions and for each. */
export async function saveResults(
  { json, photos, seed }: Options,
  results: Map<string, Map<string, Judged[]>>,
): Promise<void> {
  if (!json) return
  const libraries = [...results].map(([title, systems]) => [
    title,
    Object.fromEntries([...systems].map(([name, judged]) => [name, figures(judged)])),
  ])
  await writeFile(json, `${JSON.stringify({ photos, seed, libraries: Object.fromEntries(libraries) }, null, 2)}\n`)
}

function figures(judged: Judged[]) {
  const details = judged.map(({ question: { kind, language, text, heldOut }, ...rest }) => ({
    kind,
    language,
    text,
    heldOut,
    ...rest,
  }))
  return { ...summary(judged), details }
}
