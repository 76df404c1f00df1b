import { afterAll, beforeAll, expect, test } from 'vitest'
import { shares } from '#core/database/schema'
import { startTestApi, type TestApi } from '../testing.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

const untouched = { analyseHours: null, language: 'en', embeddingModel: null, welcomed: false }

test.each([{ analyseHours: '22:00-07:00' }, { language: 'zh' }, { embeddingModel: 'none' }, { welcomed: true }])(
  '%j is changed, kept and taken back',
  async (change) => {
    expect((await api.get('/api/v1/settings')).json()).toEqual({ settings: untouched, fixed: [] })
    const changed = await api.send('PATCH', '/api/v1/settings', change)
    expect(changed.json().settings).toEqual({ ...untouched, ...change })
    expect((await api.get('/api/v1/settings')).json().settings).toEqual({ ...untouched, ...change })
    const back = await api.send('PATCH', '/api/v1/settings', untouched)
    expect(back.json().settings).toEqual(untouched)
  },
)

test('the page guides through the first start until there is a folder, or the guide was left', async () => {
  const wanted = async () => (await api.get('/api/v1/status')).json().welcome
  expect(await wanted(), 'there is a share').toBe(false)
  await api.db.delete(shares)
  expect(await wanted()).toBe(true)
  await api.send('PATCH', '/api/v1/settings', { welcomed: true })
  expect(await wanted()).toBe(false)
  await api.send('PATCH', '/api/v1/settings', { welcomed: false })
  expect((await api.send('POST', '/api/v1/welcome/demo')).statusCode).toBe(201)
  expect(await wanted()).toBe(false)
  expect((await api.get('/api/v1/shares')).json().items).toMatchObject([{ name: 'demo' }])
})

test.each([
  [{ analyseHours: 'at night' }, /22:00-07:00/],
  [{ colour: 'red' }, /colour/],
])('%j is refused', async (payload, detail) => {
  const answer = await api.send('PATCH', '/api/v1/settings', payload)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().detail).toMatch(detail)
})

test('what the configuration decides cannot be changed', async () => {
  const fixed = await startTestApi({ schedule: { analyse: '01:00-02:00' }, language: 'zh' })
  expect((await fixed.get('/api/v1/settings')).json()).toEqual({
    settings: { ...untouched, analyseHours: '01:00-02:00', language: 'zh' },
    fixed: ['analyseHours', 'language'],
  })
  const answer = await fixed.send('PATCH', '/api/v1/settings', { analyseHours: null })
  expect(answer.statusCode).toBe(409)
  await fixed.close()
})
