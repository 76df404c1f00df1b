import fc from 'fast-check'
import { expect, it } from 'vitest'
import { topRows } from './top.js'

it('finds what sorting all of them finds', () => {
  const scores = fc.array(fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 3 })))
  fc.assert(
    fc.property(scores, fc.nat(20), (values, limit) => {
      const sorted = values.map((_, row) => row).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
      expect([...topRows(Int32Array.from(values), limit)]).toEqual(sorted.slice(0, limit))
    }),
    { numRuns: 500 },
  )
})
