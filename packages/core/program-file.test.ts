import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { programFile } from './program-file.js'

const MODULE = 'services/api/main.js'

async function dist() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'albumen-dist-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return {
    folder,
    /** @param time in seconds */
    put(file: string, time: number) {
      const place = path.join(folder, file)
      mkdirSync(path.dirname(place), { recursive: true })
      writeFileSync(place, '')
      utimesSync(place, time, time)
    },
  }
}

it('starts the bundle of the last compilation, or else what was compiled', async () => {
  const { folder, put } = await dist()
  const [compiled, bundled] = [MODULE, `programs/${MODULE}`].map((file) => path.join(folder, file))
  put('build.tsbuildinfo', 100)
  expect(programFile(MODULE, folder)).toBe(compiled)
  put(`programs/${MODULE}`, 200)
  expect(programFile(MODULE, folder), 'a bundle that was not finished').toBe(compiled)
  put('programs/.bundled', 200)
  expect(programFile(MODULE, folder)).toBe(bundled)
  expect(programFile('services/cli/healthcheck-main.js', folder)).toBe(
    path.join(folder, 'services/cli/healthcheck-main.js'),
  )
  put('build.tsbuildinfo', 300)
  expect(programFile(MODULE, folder), 'compiled since').toBe(compiled)
})

it('starts the bundle where nothing is compiled any more, as in the image', async () => {
  const { folder, put } = await dist()
  put(`programs/${MODULE}`, 100)
  put('programs/.bundled', 100)
  expect(programFile(MODULE, folder)).toBe(path.join(folder, 'programs', MODULE))
})
