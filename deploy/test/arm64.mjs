// Proves, without a machine of that kind, that the image's packages for arm64 are there: installs them as the Dockerfile
// does and looks at every program and library among them.
//   node deploy/test/arm64.mjs [amd64]      the other processor, to compare with
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..', '..')
const arch = process.argv[2] ?? 'arm64'
/** How ELF files name the processor that they were made for. */
const MACHINES = { amd64: 62, arm64: 183 }
/** What Debian 12, on which the image stands, has of both: a program that needs more does not start. */
const NEWEST = { GLIBC: '2.36', GLIBCXX: '3.4.30' }

const work = mkdtempSync(path.join(os.tmpdir(), 'albumen-arm64-'))
try {
  for (const file of ['package.json', 'package-lock.json', '.npmrc', 'deploy/image/install-packages.mjs']) {
    cpSync(path.join(root, file), path.join(work, path.basename(file)))
  }
  execFileSync(process.execPath, ['install-packages.mjs', arch], { cwd: work, stdio: 'inherit' })
  const found = elfFiles(path.join(work, 'node_modules'))
  for (const each of found) {
    assert.equal(each.machine, MACHINES[arch], `${each.file} is made for another processor (${each.machine})`)
    for (const [library, newest] of Object.entries(NEWEST)) {
      const needed = newestOf(each.text, library)
      assert.ok(!isNewer(needed, newest), `${each.file} needs ${library} ${needed}, Debian 12 has ${newest}`)
    }
    assert.ok(!each.text.includes('ld-musl-'), `${each.file} is made for Alpine`)
  }
  const packages = [...new Set(found.map(({ file }) => packageOf(file)))].sort()
  for (const name of packages) console.log(name)
  console.log(
    `${found.length} programs and libraries of ${packages.length} packages are made for ${arch} and Debian 12.`,
  )
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** Every ELF file below a folder with its processor and its bytes as text. */
function elfFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile()) return []
    const file = path.join(entry.parentPath, entry.name)
    const bytes = readFileSync(file)
    if (bytes.length < 20 || bytes.toString('latin1', 0, 4) !== '\x7fELF') return []
    return [{ file: path.relative(folder, file), machine: bytes.readUInt16LE(18), text: bytes.toString('latin1') }]
  })
}

function packageOf(file) {
  const [first, second] = file.split(path.sep)
  return first.startsWith('@') ? `${first}/${second}` : first
}

function newestOf(text, library) {
  const versions = [...text.matchAll(new RegExp(`\\0${library}_(\\d+(?:\\.\\d+)+)\\0`, 'g'))].map(
    ([, version]) => version,
  )
  return versions.reduce((most, each) => (isNewer(each, most) ? each : most), '0')
}

function isNewer(one, other) {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number))
  const at = a.findIndex((part, index) => part !== (b[index] ?? 0))
  return at >= 0 && a[at] > (b[at] ?? 0)
}
