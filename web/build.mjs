// Builds the dashboard into dist/web, with compressed copies, and prints what a browser loads.
//   node web/build.mjs [--if-changed]     does nothing when its sources are those of the last build
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** What the first page may load, in bytes of gzipped JavaScript. */
const FIRST_LOAD = 250_000

const root = fileURLToPath(new URL('.', import.meta.url))
const out = path.join(root, '..', 'dist', 'web')
const mark = path.join(out, '.built-from')
const sources = hashOf(root, path.join(root, '..', 'package-lock.json'))
const quiet = process.argv.includes('--if-changed')
const done = existsSync(mark) && readFileSync(mark, 'utf8') === sources

if (!quiet || !done) {
  if (quiet) process.stderr.write('Building the dashboard (once)…\n')
  mkdirSync(out, { recursive: true })
  const { build } = await import('vite')
  await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' })
  compress(out)
  if (!quiet) report()
  writeFileSync(mark, sources)
}

/** Of names and contents, so that a checkout with new times builds nothing. */
function hashOf(folder, ...others) {
  const hash = createHash('sha256')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  for (const file of [...files.map((each) => path.join(each.parentPath, each.name)).sort(), ...others]) {
    hash.update(path.relative(folder, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function compress(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|html|svg|json|webmanifest)$/.test(entry.name)) continue
    const file = path.join(entry.parentPath, entry.name)
    const content = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
  }
}

/** One line for the first load and for each page that is loaded when it is opened. @throws when the first is too big */
function report() {
  const manifest = JSON.parse(readFileSync(path.join(out, '.vite', 'manifest.json'), 'utf8'))
  const size = (name) => readFileSync(path.join(out, `${name}.gz`)).length
  const withImports = (key, seen = new Set()) => {
    if (seen.has(key)) return seen
    seen.add(key)
    for (const each of manifest[key].imports ?? []) withImports(each, seen)
    return seen
  }
  const bytes = (keys) => {
    const js = [...keys].reduce((sum, key) => sum + size(manifest[key].file), 0)
    const css = [...new Set([...keys].flatMap((key) => manifest[key].css ?? []))].reduce(
      (sum, name) => sum + size(name),
      0,
    )
    return { js, css }
  }
  const kilobytes = (n) => `${(n / 1000).toFixed(1)} kB`
  const first = withImports('index.html')
  const total = bytes(first)
  console.log(`first load: ${kilobytes(total.js)} of JavaScript, ${kilobytes(total.css)} of CSS (gzipped)`)
  for (const key of manifest['index.html'].dynamicImports ?? []) {
    const { js, css } = bytes([...withImports(key)].filter((each) => !first.has(each)))
    console.log(`  + ${manifest[key].name ?? key}: ${kilobytes(js)}, ${kilobytes(css)}`)
  }
  if (total.js > FIRST_LOAD) throw new Error(`The first load is ${total.js} bytes; at most ${FIRST_LOAD} are allowed.`)
}
