import { expect, test } from 'vitest'
import { nearestOf, nearestWord } from './nearest-word.js'

test.each([
  ['motorcicle', 'motorcycle'],
  ['motorcicles', 'motorcycle'],
  ['birthdy', 'birthday'],
  ['Brithday', 'birthday'],
  ['umbrela', 'umbrella'],
  ['sunglases', 'sunglass'],
  ['elefant', undefined],
  ['restaraunt', 'restaurant'],
  ['choclate', 'chocolate'],
  ['baloon', 'balloon'],
  ['screnshot', 'screenshot'],
  ['vaccum', undefined],
  ['beech', 'beach'],
  ['dgo', undefined],
  ['catz', undefined],
  ['motorcycle', undefined],
  ['dogs', undefined],
  ['photosynthesis', undefined],
  ['qwertyuiop', undefined],
  ['摩托車', undefined],
  ['img20240501', undefined],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
])('%s was meant to be %s', (word, meant) => expect(nearestWord(word)).toBe(meant))

test('of two that are equally near none is taken', () => {
  expect(nearestOf('plain', ['plane', 'plan'])).toBe('plan')
  expect(nearestOf('wails', ['walls', 'sails'])).toBeUndefined()
  expect(nearestOf('kioto', ['osaka', 'kyoto', 'kyoto'])).toBe('kyoto')
})
