import { say } from '#core/sentences/say'
import type { EngineExit } from './engine-process.js'
import type { LoadOptions } from './protocol.js'

type Files = Pick<LoadOptions, 'modelPath' | 'mmprojPath'>

/** What llama.cpp writes when it cannot load a file, and what that means. Seen with llama.node 1.7.15. */
const KNOWN: [RegExp, (found: RegExpExecArray, files: Files, words: string) => string][] = [
  [
    /unknown model architecture: '([^']*)'/,
    ([, architecture = ''], { modelPath }, words) => say('load_architecture', { file: modelPath, architecture, words }),
  ],
  [
    /unknown projector type: (\S+)/,
    ([, type = ''], { mmprojPath }, words) => say('load_projector_type', { file: mmprojPath, type, words }),
  ],
  [
    /mismatch between text model \(n_embd = (\d+)\) and mmproj \(n_embd = (\d+)\)/,
    ([, reads = '', projector = ''], { modelPath, mmprojPath }, words) =>
      say('load_projector_foreign', { file: mmprojPath, model: modelPath, projector, reads, words }),
  ],
  [
    /not within the file bounds|failed to (?:seek for|read) tensor|failed to read key-value pairs|missing tensor/,
    ({ input }, { modelPath, mmprojPath }, words) =>
      say('load_damaged', { file: BY_PROJECTOR.test(input) ? mmprojPath : modelPath, words }),
  ],
]

/** The function that complains is one of those that read pictures. */
const BY_PROJECTOR = /(?:^|\| )(?:clip|mtmd)_\w+: /

/** Why the files could not be loaded, as a sentence for their owner with llama.cpp's own words behind it. */
export function loadProblem(refusal: string | undefined, exit: EngineExit, files: Files): string {
  for (const [pattern, explain] of KNOWN) {
    const found = pattern.exec(exit.faults)
    if (found) return explain(found, files, exit.faults)
  }
  const how = refusal ?? exit.how
  const { modelPath: model, mmprojPath: projector } = files
  return say('load_failed', { model, projector, why: inWords({ ...exit, how }) })
}

export function inWords({ how, faults }: Pick<EngineExit, 'how' | 'faults'>): string {
  return faults ? say('said_by_llama', { what: how, words: faults }) : how
}
