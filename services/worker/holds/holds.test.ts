import { expect, it } from 'vitest'
import type { Power } from '#core/machine/power'
import { readProcessorTime } from '#core/machine/processor'
import { createBatteryHold } from './battery-hold.js'
import { createBusyHold } from './busy-hold.js'

it('waits when others were busy for a minute, until they take much less', async () => {
  let seconds = 0
  const time = { others: 0, total: 0 }
  const look = createBusyHold(
    60,
    60,
    async () => time,
    () => seconds * 1000,
  )
  /** The machine for some seconds, others taking that share of it. */
  const pass = async (count: number, share: number) => {
    let hold = await look()
    for (let i = 0; i < count; i++) {
      seconds++
      time.total += 200
      time.others += 2 * share
      hold = await look()
    }
    return hold
  }
  expect(await pass(90, 20)).toBeUndefined()
  expect(await pass(10, 100)).toBeUndefined() // a moment is nothing
  expect(await pass(60, 90)).toMatchObject({ code: 'busy', reason: expect.stringContaining('90 %') })
  expect(await pass(61, 50)).toMatchObject({ code: 'busy' })
  expect(await pass(61, 30)).toBeUndefined()
  expect(await pass(61, 50)).toBeUndefined()
})

it('reads the time of this machine', async () => {
  const read = await readProcessorTime()
  expect(read?.total).toBeGreaterThan(read?.others ?? Number.NaN)
  expect(await readProcessorTime('/nowhere')).toBeUndefined()
})

it('waits on a UPS, and on a laptop if the owner wants it', async () => {
  let power: Power = 'mains'
  let now = 0
  const holds = (['auto', 'wait', 'work'] as const).map((when) =>
    createBatteryHold(
      { when, ups: undefined },
      async () => [power],
      () => now,
    ),
  )
  const on = async (next: Power) => {
    power = next
    now += 10_000
    return (await Promise.all(holds.map((look) => look()))).map((hold) => hold?.code ?? 'work')
  }
  expect(await on('mains')).toEqual(['work', 'work', 'work'])
  expect(await on('ups')).toEqual(['battery', 'battery', 'work'])
  expect(await on('laptop')).toEqual(['work', 'battery', 'work'])
  expect(await on('unknown')).toEqual(['work', 'work', 'work'])
})
