import { expect, it } from 'vitest'
import type { Row } from './measure-rows.js'
import { bestRow } from './measure-rule.js'

const row = (slots: number, imageTokens: number | undefined, photosPerMinute: number): Row => ({
  ...{ slots, photosPerMinute, photos: 10, secondsPerPhoto: 1, tokensPerSecond: 50, validShare: 1 },
  ...(imageTokens === undefined ? {} : { imageTokens }),
})
const failed = (slots: number, imageTokens: number): Row => ({ slots, imageTokens, failed: 'out of memory' })

it.each<[string, Row[], { slots: number; imageTokens?: number } | undefined]>([
  [
    'the largest pictures that keep 70 %',
    [row(1, 256, 100), row(1, 512, 80), row(1, 768, 69)],
    { slots: 1, imageTokens: 512 },
  ],
  ['70 % itself is enough', [row(1, 256, 100), row(1, 512, 70)], { slots: 1, imageTokens: 512 }],
  [
    'a budget by its best slots',
    [row(1, 256, 50), row(2, 256, 100), row(1, 512, 40), row(2, 512, 72)],
    { slots: 2, imageTokens: 512 },
  ],
  ['fewer slots within 3 %', [row(1, 256, 97), row(2, 256, 100), row(4, 256, 99)], { slots: 1, imageTokens: 256 }],
  ['more slots beyond 3 %', [row(1, 256, 90), row(2, 256, 97.5), row(4, 256, 100)], { slots: 2, imageTokens: 256 }],
  [
    'slots of the budget that was chosen, not of another',
    [row(4, 256, 100), row(1, 256, 60), row(1, 512, 75), row(4, 512, 71)],
    { slots: 1, imageTokens: 512 },
  ],
  ['failed settings do not count', [row(1, 256, 100), failed(2, 256), failed(1, 512)], { slots: 1, imageTokens: 256 }],
  [
    'a server, whose pictures are its own affair',
    [row(1, undefined, 10), row(2, undefined, 19), row(4, undefined, 19.2)],
    { slots: 2 },
  ],
  ['nothing, when all failed', [failed(1, 256)], undefined],
  ['nothing of nothing', [], undefined],
])('keeps %s', (_, rows, expected) => {
  const best = bestRow(rows)
  expect(best && { slots: best.slots, imageTokens: best.imageTokens }).toEqual(
    expected && { slots: expected.slots, imageTokens: expected.imageTokens },
  )
})
