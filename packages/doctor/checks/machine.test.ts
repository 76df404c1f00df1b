import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { checkData, checkMemory } from './machine.js'

it('makes the data folder where it writes, and only looks where another process does', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-doctor-'))
  const dataDir = path.join(folder, 'data')
  expect(await checkData(dataDir, { writes: false })).toMatchObject([{ state: 'problem' }])
  expect(existsSync(dataDir)).toBe(false)
  await checkData(dataDir, { writes: true })
  expect(existsSync(dataDir)).toBe(true)
  const [looked] = await checkData(dataDir, { writes: false })
  expect(looked).toMatchObject({ found: expect.stringContaining(dataDir) })
  await rm(folder, { recursive: true })
})

it('warns of little memory where a model is to fit into it, and not where a server has its own', async () => {
  const little = async () => ({ totalBytes: 2.1e9, availableBytes: 1e9, limited: true })
  expect(await checkMemory({ forModel: true }, little)).toMatchObject({ state: 'warning' })
  expect(await checkMemory({ forModel: false }, little)).toMatchObject({ state: 'ok' })
})
