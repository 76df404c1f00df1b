import { expect, it } from 'vitest'
import { photoText } from './photo-text.js'

const nothing = { description: null, objects: null, tags: null, category: null, text: null, place: null }
const kyoto = { country: { en: 'Japan', zh: '日本' }, region: null, city: { en: 'Kyoto', zh: '京都' } }

it('is made of everything but names of files, the most telling words first', () => {
  const words = { description: 'A dog runs.', objects: ['brown dog', 'ball'], tags: ['grass'], category: 'pets' }
  expect(photoText({ ...words, text: 'REX', place: kyoto })).toBe(
    'A dog runs.\nbrown dog, ball\npets, grass\nKyoto, 京都, Japan, 日本\nREX',
  )
})

it('is bounded, and empty when nothing is known', () => {
  expect(photoText({ ...nothing, category: 'other' })).toBe('')
  expect(photoText({ ...nothing, text: 'x'.repeat(10_000) })).toHaveLength(400)
  expect(photoText({ ...nothing, description: 'y'.repeat(10_000), text: 'x' })).toHaveLength(2_000)
})
