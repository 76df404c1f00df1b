import { expect, it } from 'vitest'
import { loadConfig } from '#core/config'
import { nodeOptions, withProfile } from './profile.js'

const machine = (totalBytes: number) => async () => ({ totalBytes, availableBytes: totalBytes, limited: true })

it('is small where there is little memory, or when the owner says so', async () => {
  const config = loadConfig({})
  expect(await withProfile(config, machine(2e9))).toMatchObject({
    ...{ profile: 'small', ingestConcurrency: 1, analyseConcurrency: 1, embeddingModel: 'none' },
  })
  expect(await withProfile(config, machine(8e9))).toMatchObject({ profile: 'normal', ingestConcurrency: 'auto' })
  expect((await withProfile(loadConfig({ ALBUMEN_PROFILE: 'small' }), machine(8e9))).profile).toBe('small')
  expect((await withProfile(loadConfig({ ALBUMEN_PROFILE: 'normal' }), machine(1e9))).profile).toBe('normal')
})

it('leaves what the owner has set', async () => {
  const config = loadConfig({ ALBUMEN_INGEST_CONCURRENCY: '3', ALBUMEN_EMBEDDING_MODEL: 'granite-embedding-107m' })
  const small = await withProfile(config, machine(2e9))
  expect(small).toMatchObject({ ingestConcurrency: 3, embeddingModel: 'granite-embedding-107m' })
})

it('bounds every heap in the small one only', () => {
  expect(nodeOptions('api', 'normal')).toEqual({ execArgv: [], env: {} })
  for (const service of ['database', 'api', 'worker', 'watcher']) {
    expect(nodeOptions(service, 'small').execArgv[0]).toMatch(/^--max-old-space-size=\d+$/)
  }
})
