import type { EngineExit } from './engine-process.js'
import type { LoadOptions } from './protocol.js'

type Files = Pick<LoadOptions, 'modelPath' | 'mmprojPath'>

/** What llama.cpp writes when it cannot load a file, and what that means. Seen with llama.node 1.7.15. */
const KNOWN: [RegExp, (found: RegExpExecArray, files: Files) => string][] = [
  [
    /unknown model architecture: '([^']*)'/,
    ([, architecture], { modelPath }) =>
      `${modelPath} is of the architecture "${architecture}", which this llama.cpp does not know; expected a vision model ` +
      'such as Qwen3-VL Instruct',
  ],
  [
    /unknown projector type: (\S+)/,
    ([, type], { mmprojPath }) =>
      `${mmprojPath} is a projector of the type "${type}", which this llama.cpp does not know; expected the one that was ` +
      'published with the model',
  ],
  [
    /mismatch between text model \(n_embd = (\d+)\) and mmproj \(n_embd = (\d+)\)/,
    ([, model, projector], { modelPath, mmprojPath }) =>
      `${mmprojPath} does not belong to ${modelPath}: it makes ${projector} numbers of each piece of a picture, and the ` +
      `model reads ${model}; expected the projector that was published with the model`,
  ],
  [
    /not within the file bounds|failed to (?:seek for|read) tensor|failed to read key-value pairs|missing tensor/,
    ({ input }, { modelPath, mmprojPath }) =>
      `${BY_PROJECTOR.test(input) ? mmprojPath : modelPath} is cut off or damaged; download it again (\`albumen models ` +
      'verify` finds such files)',
  ],
]

/** The function that complains is one of those that read pictures. */
const BY_PROJECTOR = /(?:^|\| )(?:clip|mtmd)_\w+: /

/** Why the files could not be loaded, as a sentence for their owner with llama.cpp's own words behind it. */
export function loadProblem(refusal: string | undefined, exit: EngineExit, files: Files): string {
  for (const [pattern, explain] of KNOWN) {
    const found = pattern.exec(exit.faults)
    if (found) return `${explain(found, files)} (llama.cpp: ${exit.faults})`
  }
  const how = refusal ?? exit.how
  return `llama.cpp could not load ${files.modelPath} with ${files.mmprojPath}: ${inWords({ ...exit, how })}`
}

export function inWords({ how, faults }: Pick<EngineExit, 'how' | 'faults'>): string {
  return faults ? `${how} (${faults})` : how
}
