import { describe, expect, test } from 'vitest'
import { askedSpans, conceptSpans, depicted, withBroader } from './concepts.js'

/** Whether a photo of which this is said is found by a question, as far as meanings go. */
function finds(question: string, said: string): boolean {
  const meant = new Set(conceptSpans(said).flatMap((span) => span.concepts.flatMap(withBroader)))
  return askedSpans(question).every((span) => span.concepts.some((concept) => meant.has(concept)))
}

describe('an animal that is eaten', () => {
  test.each([
    ['fish', 'two fish in a pond'],
    ['fish', 'grilled fish on a plate'],
    ['fish', '清蒸鱼'],
    ['鱼', 'steamed fish'],
    ['鱼', '池塘里的锦鲤'],
    ['chicken', 'chickens in a yard'],
    ['chicken', 'chicken salad'],
    ['chicken', '炸鸡'],
    ['鸡', 'fried chicken'],
    ['duck', 'ducks on a lake'],
    ['ducks', 'roast duck'],
    ['鸭子', '北京烤鸭'],
    ['lamb', '羊排'],
    ['food', 'chicken noodles'],
    ['food', '一碗鱼汤'],
    ['animal', 'feeding a chicken'],
  ])('%s is found in %s', (question, said) => expect(finds(question, said)).toBe(true))

  test.each([
    ['animal', 'grilled fish'],
    ['bird', 'chicken salad'],
    ['动物', '鱼汤'],
    ['hen', 'fried chicken'],
    ['锦鲤', '红烧鱼'],
    ['sheep', 'lamb chops'],
    ['food', 'a fish swims by'],
    ['fish', '美人鱼'],
    ['鱼', '鱼香肉丝'],
  ])('%s is not found in %s', (question, said) => expect(finds(question, said)).toBe(false))
})

describe('what is only there as a picture or a toy', () => {
  test.each([
    ['a toy car on the floor', 'car'],
    ['stuffed bear', 'bear'],
    ['玩具猫咪', 'cat'],
    ['小猫石雕', 'cat'],
    ['cat poster', 'cat'],
  ])('%s', (text, concept) => {
    expect(depicted(text, conceptSpans(text)).flatMap((span) => span.concepts)).toEqual([concept])
  })

  test.each(['a toy poodle', 'stuffed mushrooms', 'a child with toys and a cat', '毛绒玩具'])(
    'but not in %s',
    (text) => {
      expect(depicted(text, conceptSpans(text))).toEqual([])
    },
  )
})
