// Puts each program of dist into one file with the packages it needs, which starts sooner and in less memory than some 600 modules.
//   node bin/bundle.mjs        does nothing when that was done since the last compilation
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** What runs as a process or a thread of its own; see `programFile` in packages/core/program-file.ts. */
const PROGRAMS = [
  'services/api/main',
  'services/cli/database',
  'services/cli/main',
  'services/watcher/main',
  'services/worker/main',
  'packages/core/search/semantic/index-thread',
  'packages/photo/heic/heic-thread',
  'packages/text/engine/child',
  'packages/vision/engines/embedded/child',
  'packages/vision/tuning/gpu-child',
]

/** Packages that look for files of their own, native code or pages, beside their code; they are small or loaded late. */
const LEFT_OUT = [
  ...[/^sharp$/, /^@fugood\/llama\.node/, /^node-llama-cpp/, /^libheif-js/, /^exiftool-vendored/],
  ...[/^pino$/, /^@fastify\//, /^@opentelemetry\//],
]

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const out = path.join(dist, 'programs')
const mark = path.join(out, '.bundled')
const compiled = path.join(dist, 'build.tsbuildinfo')

if (!existsSync(mark) || statSync(mark).mtimeMs <= statSync(compiled).mtimeMs) {
  rmSync(out, { recursive: true, force: true })
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input: Object.fromEntries(PROGRAMS.map((program) => [program, path.join(dist, `${program}.js`)])),
    platform: 'node',
    external: LEFT_OUT,
    logLevel: 'warn',
  })
  await bundle.write({ dir: out, format: 'esm', chunkFileNames: 'shared/[name]-[hash].js', sourcemap: false })
  writeFileSync(mark, '')
}
