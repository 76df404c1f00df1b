import { expect, test } from 'vitest'
import { without } from './question'

test('a chip is taken out of the question with the space around it', () => {
  expect(without('red car 2024 Kyoto', { start: 8, end: 12 })).toBe('red car Kyoto')
  expect(without('去年海边的照片', { start: 0, end: 2 })).toBe('海边的照片')
  expect(without('2024', { start: 0, end: 4 })).toBe('')
})
