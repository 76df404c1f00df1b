import { expect, it } from 'vitest'
import { crewOf } from './crew.js'

it('sends one process after the other home, and never the last', () => {
  const crew = crewOf(3)
  const later = () => Date.now() + 1
  expect(crew.outOfMemory(later())).toBe('retire')
  expect(crew.outOfMemory(later())).toBe('retire')
  expect(crew.outOfMemory(later())).toBe('shrink')
  expect(crew.outOfMemory(later())).toBe('shrink')
})

it('lets those that ran short at the same moment try again', () => {
  const crew = crewOf(3)
  const started = Date.now() - 1000
  expect(['first', 'second', 'third'].map(() => crew.outOfMemory(started))).toEqual(['retire', 'again', 'again'])
})
