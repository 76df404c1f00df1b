import { describe, expect, test } from 'vitest'
import { changedGridPhoto, changedPhoto, inList } from './apply'

const photo = {
  ...{ favourite: false, hidden: false, sensitive: 'none', edited: [{ field: 'people' as const, at: 'then' }] },
  analysis: {
    ...{ tags: ['Beach', 'sea'], objects: ['red dress'], description: 'A beach.', category: 'travel' as const },
    ...{ emotion: 'warm' as const, people: 2, sensitive: 'none' as const },
  },
}

describe('a photo after a change', () => {
  test('has what the owner said, marked as such', () => {
    const change = { tags: { add: ['Oma'], remove: ['BEACH', 'Red dress'] }, description: 'Ours.', people: null }
    const after = changedPhoto(photo, change, 'now')
    expect(after.analysis).toMatchObject({ tags: ['sea', 'Oma'], objects: [], description: 'Ours.', people: 2 })
    expect(after.edited).toEqual([
      { field: 'people', at: 'then' }, // what the model says instead, the api will tell
      { field: 'description', at: 'now' },
      { field: 'tags', at: 'now' },
    ])
    expect(photo.analysis.tags, 'the photo before is as it was').toEqual(['Beach', 'sea'])
  })

  test('before the model has looked', () => {
    const after = changedPhoto({ ...photo, analysis: null }, { hidden: true, sensitive: 'other' }, 'now')
    expect(after).toMatchObject({ hidden: true, sensitive: 'other', analysis: null })
  })

  test('in the grid', () => {
    const grid = {
      ...{ id: 'a', state: 'analysed' as const, takenAt: null, width: 1, height: 1, colour: null, favourite: true },
      ...{ hidden: false, private: false, description: 'A beach.' },
    }
    expect(changedGridPhoto(grid, { sensitive: 'medical', favourite: false })).toMatchObject({
      ...{ private: true, favourite: false, description: 'A beach.' },
    })
    expect(changedGridPhoto({ ...grid, private: true }, { sensitive: null }).private, 'the api will tell').toBe(true)
  })
})

test.each([
  [{}, false, {}, true],
  [{ hidden: true }, false, {}, false],
  [{ hidden: true }, false, { hidden: 'include' }, true],
  [{ hidden: true }, false, { hidden: 'only' }, true],
  [{ hidden: false }, false, { hidden: 'only' }, false],
  [{}, true, {}, false],
  [{}, true, { sensitive: 'include' }, true],
  [{}, false, { sensitive: 'only' }, false],
  [{ favourite: false }, false, { favourite: 'true' }, false],
  [{ favourite: true }, false, { favourite: 'true' }, true],
])('%j, private: %j, is in the list of %j: %j', (marks, isPrivate, listing, expected) => {
  expect(inList({ favourite: false, hidden: false, ...marks }, isPrivate, listing) !== undefined).toBe(expected)
})
