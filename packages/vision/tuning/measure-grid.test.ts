import { describe, expect, it } from 'vitest'
import { type Grid, openSettings, skippedSettings } from './measure-grid.js'
import type { Row } from './measure-rows.js'

const grid: Grid = { slots: [1, 2, 4], imageTokens: [256, 512, 768] }
const row = (slots: number, imageTokens: number, photosPerMinute: number): Row => ({
  ...{ slots, imageTokens, photosPerMinute, photos: 10, secondsPerPhoto: 1, tokensPerSecond: 50, validShare: 1 },
})
const open = (rows: Row[]) => openSettings(grid, rows).map(({ slots, imageTokens }) => `${slots}×${imageTokens}`)
const why = (rows: Row[], slots: number, imageTokens: number) =>
  skippedSettings(grid, rows).find((each) => each.slots === slots && each.imageTokens === imageTokens)?.because

describe('the order and what is left out', () => {
  it('begins with the cheapest and leaves nothing out unseen', () => {
    expect(open([])).toEqual(['1×256', '2×256', '4×256', '1×512', '2×512', '4×512', '1×768', '2×768', '4×768'])
    expect(skippedSettings(grid, [])).toEqual([])
  })

  it('stops adding slots that gain nothing, with larger pictures too', () => {
    const rows = [row(1, 256, 50), row(2, 256, 51)]
    expect(open(rows)).toEqual(['1×512', '2×512', '1×768', '2×768'])
    expect(why(rows, 4, 256)).toBe('2 at a time gained nothing over 1')
    expect(why(rows, 4, 512)).toBe('not among the fastest with 256 image tokens')
  })

  it('goes on with the slots that are near the best', () => {
    const rows = [row(1, 256, 50), row(2, 256, 95), row(4, 256, 100)]
    expect(open(rows)).toEqual(['2×512', '4×512', '2×768', '4×768'])
    expect(why(rows, 1, 768)).toBe('not among the fastest with 256 image tokens')
  })

  it('leaves out what is larger than a picture that is too slow', () => {
    const rows = [row(1, 256, 100), row(2, 256, 100), row(1, 512, 60), row(2, 512, 65)]
    expect(open(rows)).toEqual([])
    expect(why(rows, 1, 768)).toBe('512 image tokens are too slow already')
  })

  it('leaves out what needs more than a setting that failed', () => {
    const rows: Row[] = [row(1, 256, 50), { slots: 2, imageTokens: 256, failed: 'out of memory' }]
    expect(open(rows)).toEqual(['1×512', '1×768'])
    expect(why(rows, 4, 256)).toBe('2 at a time with 256 image tokens failed already')
    expect(why(rows, 2, 768)).toBe('2 at a time with 256 image tokens failed already')
  })

  it('asks a server for more and more at a time until it gains nothing', () => {
    const server: Grid = { slots: [1, 2, 4, 8, 16], imageTokens: [undefined] }
    const measured = (slots: number, photosPerMinute: number): Row => ({
      ...{ slots, photosPerMinute, photos: 10, secondsPerPhoto: 1, tokensPerSecond: 50, validShare: 1 },
    })
    const rows = [measured(1, 10), measured(2, 18), measured(4, 18.3)]
    expect(openSettings(server, rows.slice(0, 2))[0]).toEqual({ slots: 4 })
    expect(openSettings(server, rows)).toEqual([])
    expect(skippedSettings(server, rows)).toEqual([
      { slots: 8, because: '4 at a time gained nothing over 2' },
      { slots: 16, because: '4 at a time gained nothing over 2' },
    ])
  })
})
