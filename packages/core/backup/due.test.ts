import { expect, it } from 'vitest'
import { nextBackupAt } from './due.js'

const local = (day: number, hour: number, minute = 0) => new Date(2026, 5, day, hour, minute)

it('is due at three in the night after the last one', () => {
  expect(nextBackupAt(local(10, 3, 1), local(10, 12))).toEqual(local(11, 3))
  expect(nextBackupAt(local(10, 2), local(10, 12))).toEqual(local(10, 3))
})

it('is due at once when a night was missed, or there was none yet', () => {
  expect(nextBackupAt(local(1, 3), local(10, 12)).getTime()).toBeLessThan(local(10, 12).getTime())
  expect(nextBackupAt(null, local(10, 12))).toEqual(local(10, 3))
  expect(nextBackupAt(null, local(10, 2))).toEqual(local(9, 3))
})

it('survives a clock that ran ahead', () => {
  expect(nextBackupAt(new Date(2040, 0, 1), local(10, 12))).toEqual(local(10, 12))
})
