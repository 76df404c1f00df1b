import { expect, it } from 'vitest'
import { backupName } from './backup-name.js'
import { outdated } from './retention.js'

const nightly = (day: string) => backupName('nightly', new Date(`${day}T03:30:00Z`))

it('keeps the last of seven days and of four weeks, and all that were made by hand', () => {
  const days = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2026, 8, 1 + i)).toISOString().slice(0, 10))
  const byHand = backupName('manual', new Date('2020-01-01T00:00:00Z'))
  const names = [...days.map(nightly), byHand, 'holiday.jpg']
  const gone = outdated(names, { days: 7, weeks: 4 })
  const kept = names.filter((name) => !gone.includes(name))
  // 30 October 2026 is a Friday; its week's last backup is among the seven days.
  expect(kept).toEqual([
    ...['2026-10-11', '2026-10-18', '2026-10-24', '2026-10-25'].map(nightly),
    ...['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30'].map(nightly),
    byHand,
    'holiday.jpg',
  ])
})

it('counts days that have a backup, so that a machine that was off keeps its old ones', () => {
  const names = ['2024-01-01', '2024-06-01', '2026-01-01'].map(nightly)
  expect(outdated(names, { days: 7, weeks: 4 })).toEqual([])
  expect(outdated(names, { days: 0, weeks: 0 })).toEqual(names.slice(0, 2).toReversed())
})
