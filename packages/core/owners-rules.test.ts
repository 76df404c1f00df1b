import { describe, expect, it } from 'vitest'
import { createIgnoreRules } from './ignore-rules.js'
import { checkedRules, ownersRules } from './owners-rules.js'

const rulesOf = (...lines: string[]) => createIgnoreRules('/photos', { exclude: [], ignored: ownersRules(lines) })

describe('the rules of an owner', () => {
  it.each([
    ['Screenshots/', 'Screenshots', true],
    ['Screenshots/', 'phone/screenshots', true],
    ['/Screenshots/', 'phone/Screenshots', false],
    ['2019', '2019', true],
    ['/a/**/b/', 'a/x/y/b', true],
    ['Café/', 'Cafe\u0301', true],
    ['截图/', '手机/截图', true],
  ])('%s leaves out the folder %s: %s', (line, folder, expected) => {
    const rules = rulesOf(line)
    expect(rules.ignoresDirectory(folder.split('/').at(-1) ?? '', folder)).toBe(expected)
    expect(rules.hides(`${folder}/below`)).toBe(expected)
  })

  it.each([
    ['*.png', 'a/b.PNG', false],
    ['IMG_0*', 'x/IMG_0001.jpg', false],
    ['Screenshots/', 'Screenshots.jpg', true],
    ['#comment', '#comment.jpg', true],
  ])('%s wants the file %s: %s', (line, file, expected) => {
    expect(rulesOf(line).wantsFile(file.split('/').at(-1) ?? '', file)).toBe(expected)
  })

  it('take back what another one said', () => {
    const rules = rulesOf('*.png', '!keep.png')
    expect(rules.wantsFile('other.png', 'a/other.png')).toBe(false)
    expect(rules.wantsFile('keep.png', 'a/keep.png')).toBe(true)
  })

  it('answer the same for many paths, again and again', () => {
    const ignored = ownersRules(['odd-*'])
    const numbers = Array.from({ length: 60_000 }, (_, i) => i)
    const left = numbers.filter((i) => !ignored?.(`folder/${i % 2 ? 'odd' : 'even'}-${i}.jpg`, 'file'))
    expect(left).toEqual(numbers.filter((i) => i % 2 === 0))
  })

  it('are kept without empty lines, each once, and refused with the line that is wrong', () => {
    expect(checkedRules([' *.png ', '', '*.png', 'a/'])).toEqual(['*.png', 'a/'])
    expect(() => checkedRules(['a\0b'])).toThrow(/such as Screenshots\/ or \*\.png, got "a/)
    expect(() => checkedRules(Array.from({ length: 201 }, (_, i) => `${i}`))).toThrow(/at most 200 lines, got 201/)
  })
})
