// Makes a fresh clone runnable: checks Node, installs the packages of the lockfile, and builds. Does nothing it did before.
//   node bin/prepare.mjs [--dev]     --dev installs what the tests and benchmarks need, too
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const development = process.argv.includes('--dev')

requireNode(20, 19)
install()
build()

function requireNode(major, minor) {
  const [haveMajor = 0, haveMinor = 0] = process.versions.node.split('.').map(Number)
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return
  fail(`Albumen needs Node ${major}.${minor} or newer; this is ${process.versions.node}. See https://nodejs.org.`)
}

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const mark = path.join(root, 'node_modules', '.albumen-installed')
  const installed = existsSync(mark) ? readFileSync(mark, 'utf8').split(' ') : []
  if (installed[0] === lock && (installed[1] === 'dev' || !development)) return
  say('Installing packages (once; about half a gigabyte)…')
  const scope = development || installed[1] === 'dev' ? [] : ['--omit=dev']
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...scope], 'The packages could not be installed')
  writeFileSync(mark, `${lock} ${scope.length > 0 ? 'production' : 'dev'}`)
}

function build() {
  // Types are checked by the tests; here the compiler only writes JavaScript, and only what has changed.
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  run(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--noCheck'], 'The program could not be built')
  // The bundler is a native program that not every machine has.
  if (spawn(process.execPath, ['bin/bundle.mjs']).status !== 0)
    say('The programs could not be bundled; Albumen works without it, and takes more memory.')
  const dashboard = spawn(process.execPath, ['web/build.mjs', '--if-changed'])
  if (dashboard.status !== 0) say('The dashboard could not be built; Albumen works without it. /docs shows its API.')
}

function run(command, args, problem) {
  const result = spawn(command, args)
  if (result.status !== 0)
    fail(`${problem} (${command} ${args[0]}: exit ${result.status ?? result.signal ?? result.error}).`)
}

function spawn(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: false })
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(line) {
  say(line)
  process.exit(1)
}
