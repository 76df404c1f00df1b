import { describe, expect, test } from 'vitest'
import { broader, conceptsIn, narrower, wordsOfConcept } from '../vocabulary.js'
import { baseForm } from './base-form.js'
import { fold } from './fold.js'
import { otherWords } from './other-words.js'
import { themes } from './themes.js'

/** Words that name two things, each of which is meant; a word beside its broader concept needs no mention. */
const meantTwice = new Set(['=orange', 'mouse', 'seal', 'crane', 'bat', 'cook', '橙'])
const ids = new Set(themes.map((concept) => concept.id))

describe('the words of the vocabulary', () => {
  test('are those of some six hundred concepts, each with both languages and an id of its own', () => {
    expect(themes.length).toBeGreaterThan(600)
    expect(ids.size).toBe(themes.length)
    for (const { id, en, zh } of themes) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect([id, en.length > 0, zh.length > 0]).toEqual([id, true, true])
    }
  })

  test('are written as they are compared', () => {
    const words = [...themes, ...otherWords].flatMap(({ en, zh }) => [...en, ...zh])
    expect(words.filter((word) => fold(word) !== word)).toEqual([])
    const chinese = [...themes, ...otherWords].flatMap(({ zh }) => zh)
    expect(chinese.filter((word) => !/\p{Script=Han}/u.test(word))).toEqual([])
  })

  test('name broader concepts that exist, without going round in circles', () => {
    const unknown = themes.flatMap((concept) => concept.broader.filter((one) => !ids.has(one)))
    expect(unknown).toEqual([])
    expect(themes.filter(({ id }) => broader(id).includes(id))).toEqual([])
  })

  test('belong to one concept, to related ones, or to two that are meant', () => {
    const owners = new Map<string, string[]>()
    for (const { id, en, zh } of themes) {
      for (const word of [...en.map(normalised), ...zh]) owners.set(word, [...(owners.get(word) ?? []), id])
    }
    const twice = [...owners].filter(([word, [a, ...others]]) => others.length > 0 && a && !meantTwice.has(word))
    expect(twice.filter(([, found]) => !related(found))).toEqual([])
    const other = otherWords.flatMap(({ en, zh }) => [...en.map(normalised), ...zh])
    expect(other.filter((word) => owners.has(word))).toEqual([])
    expect(other.filter((word, i) => other.indexOf(word) !== i)).toEqual([])
  })

  test('are each found', () => {
    for (const { id, en, zh } of themes) {
      for (const word of [...en, ...zh]) {
        const found = conceptsIn(word.replace('=', ''))
        expect([word, found.some(({ concept, start }) => concept === id && start === 0)]).toEqual([word, true])
      }
    }
  })
})

function normalised(phrase: string): string {
  return phrase.startsWith('=')
    ? phrase
    : phrase
        .split(/[\s-]+/)
        .map(baseForm)
        .join(' ')
}

/** One is broader than the other, or they are kinds of the same: a broad word in two narrow places. */
function related(found: string[]): boolean {
  return found.every((a) =>
    found.every((b) => a === b || broader(a).includes(b) || broader(b).includes(a) || sharesBroader(a, b)),
  )
}

function sharesBroader(a: string, b: string): boolean {
  return broader(a).some((one) => broader(b).includes(one))
}

test('a concept gives its words and its kinds', () => {
  expect(wordsOfConcept('sunset').en).toContain('sunset')
  expect(wordsOfConcept('sunset').zh).toEqual(expect.arrayContaining(['日落', '夕阳']))
  expect(wordsOfConcept('orange-colour').en).toContain('orange')
  expect(wordsOfConcept('nothing of the sort')).toEqual({ en: [], zh: [] })
  expect(narrower('clothing')).toEqual(expect.arrayContaining(['dress', 'shirt', 'coat', 'wedding-dress', 'jeans']))
  expect(narrower('dress')).not.toContain('clothing')
  expect(narrower('nothing of the sort')).toEqual([])
  expect(broader('wedding-dress')).toEqual(expect.arrayContaining(['dress', 'clothing', 'wedding', 'event']))
})
