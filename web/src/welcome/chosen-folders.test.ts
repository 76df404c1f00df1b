import { expect, it } from 'vitest'
import { isBelow, uniqueName, withFolder } from './chosen-folders'

it('names two folders of the same name apart', () => {
  const folders = ['/a/photos', '/b/photos', '/c', '/d/photos']
  expect(folders.map((_, i) => uniqueName(folders, i))).toEqual(['photos', 'photos-2', 'c', 'photos-3'])
})

it('takes a folder instead of those below it', () => {
  expect(withFolder(['/a/b', '/ab', '/a/c/d'], '/a')).toEqual(['/ab', '/a'])
  expect(isBelow('/a', '/a')).toBe(true)
  expect(isBelow('/ab', '/a')).toBe(false)
  expect(isBelow('/ab', '/')).toBe(true)
})
