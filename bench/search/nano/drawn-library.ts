import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createLog } from '#core/log'
import { previewPath } from '#core/preview-path'
import { projectRoot } from '#core/project-root'
import { examine } from '#photo/examine'
import { createHeicDecoder } from '#photo/heic/heic-decoder'
import { wholeFileLimit } from '#photo/open-photo'
import { createPlaces } from '#photo/place/places'
import { createRawReader } from '#photo/raw/raw-reader'
import { hashFile } from '#photo/read/hash-file'
import { analysePhoto } from '#vision/analyse'
import { parseAnswer } from '#vision/answer/parse'
import type { VisionEngine } from '#vision/engines/engine'
import { openEngine } from '#vision/engines/open-engine'
import { toModelInput } from '#vision/model-input'
import { resolveEngineChoice } from '#vision/models/resolve'
import { PROMPT_VERSION } from '#vision/prompt'
import { inTemporaryFolder } from '../../report.js'
import type { JudgedPhoto } from '../corpus/scene.js'
import { type DrawnLabel, sceneOf } from './scene-of.js'

const MODEL = path.join(projectRoot, 'models', 'nano-vl')
const DEMO = path.join(MODEL, 'demo')

type Language = JudgedPhoto['language']
type Libraries = Record<Language, JudgedPhoto[]>

/**
 * The demo's drawn scenes as the real pipeline sees them: examined, analysed by nano-vl in both languages. The truth is
 * what was drawn, the analysis what the model said.
 *
 * @param fresh do not use the answers of an earlier run, which are kept in the system's temporary folder
 */
export async function drawnLibraries(fresh: boolean): Promise<Libraries> {
  const labels = await readFile(path.join(DEMO, 'labels.jsonl'), 'utf8')
  const made = createHash('sha256')
    .update(PROMPT_VERSION)
    .update(labels)
    .update(await readFile(path.join(MODEL, 'nano-vl.gguf')))
  const kept = path.join(os.tmpdir(), `albumen-judged-scenes-${made.digest('hex').slice(0, 16)}.json`)
  const drawn = labels
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DrawnLabel)
  const seen = (!fresh && (await readKept(kept))) || (await lookAt(drawn))
  await writeFile(kept, JSON.stringify(seen))
  const library = (language: Language) =>
    seen[language].map((photo, i) => ({ ...photo, scene: sceneOf(drawn[i] as DrawnLabel) }))
  return { en: library('en'), zh: library('zh') }
}

async function readKept(file: string): Promise<Libraries | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Libraries)
}

async function lookAt(drawn: DrawnLabel[]): Promise<Libraries> {
  const choice = await resolveEngineChoice({
    engine: 'embedded',
    model: 'nano-vl',
    modelsDir: MODEL,
    bundledDir: path.dirname(MODEL),
  })
  if (choice.kind === 'waiting') throw new Error(choice.reason)
  const engine = await openEngine(choice, { slots: 'auto', timeoutMs: 300_000, log: createLog('bench', 'silent') })
  const [heic, raw, places] = [createHeicDecoder(), createRawReader(), createPlaces()]
  try {
    return await inTemporaryFolder(async (previewsDir) => {
      const libraries: Libraries = { en: [], zh: [] }
      for (const label of drawn) {
        const file = path.join(DEMO, label.file)
        const hashed = await hashFile(file, undefined, wholeFileLimit)
        const examined = await examine(
          { path: file, fileName: label.file, ...hashed },
          { previewsDir },
          { heic, raw, places },
        )
        const jpeg = await toModelInput(previewPath(previewsDir, examined.id, 'preview'))
        const [en, zh] = await Promise.all([
          photo(engine, jpeg, label, examined, 'en'),
          photo(engine, jpeg, label, examined, 'zh'),
        ])
        libraries.en.push(en)
        libraries.zh.push(zh)
      }
      return libraries
    })
  } finally {
    await Promise.all([engine.close(), heic.close(), raw.close()])
  }
}

async function photo(
  engine: VisionEngine,
  jpeg: Buffer,
  label: DrawnLabel,
  examined: Awaited<ReturnType<typeof examine>>,
  language: Language,
): Promise<JudgedPhoto> {
  const { raw } = await analysePhoto(engine, jpeg, { language })
  const parsed = parseAnswer(raw)
  if (!parsed.ok)
    throw new Error(`expected a whole analysis of ${label.file}, got one that lacks fields: ${parsed.problem}`)
  const { analysis } = parsed
  const { id, takenAt, camera, location, format } = examined
  return {
    ...{ id, scene: sceneOf(label), language, analysis, taken: takenAt.local, format, favourite: false },
    ...(location && { latitude: location.latitude, longitude: location.longitude }),
    ...{ make: camera.make ?? '', model: camera.model ?? '', share: 'demo', path: label.file },
  }
}
