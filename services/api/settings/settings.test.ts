import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testing.js'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

test('hours of analysis are changed, kept and taken back', async () => {
  expect((await api.get('/api/v1/settings')).json()).toEqual({ settings: { analyseHours: null }, fixed: [] })
  const changed = await api.send('PATCH', '/api/v1/settings', { analyseHours: '22:00-07:00' })
  expect(changed.json().settings).toEqual({ analyseHours: '22:00-07:00' })
  expect((await api.get('/api/v1/settings')).json().settings).toEqual({ analyseHours: '22:00-07:00' })
  const back = await api.send('PATCH', '/api/v1/settings', { analyseHours: null })
  expect(back.json().settings).toEqual({ analyseHours: null })
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
  const fixed = await startTestApi({ schedule: { analyse: '01:00-02:00' } })
  expect((await fixed.get('/api/v1/settings')).json()).toEqual({
    settings: { analyseHours: '01:00-02:00' },
    fixed: ['analyseHours'],
  })
  const answer = await fixed.send('PATCH', '/api/v1/settings', { analyseHours: null })
  expect(answer.statusCode).toBe(409)
  await fixed.close()
})
