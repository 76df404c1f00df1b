import { expect, it } from 'vitest'
import { createDiskHold } from './disk-hold.js'

it('makes everything wait below the limit, until there is half as much again', async () => {
  let free: number | undefined = 1000e6
  const look = createDiskHold('/data', 500e6, async () => free)
  const heldAt = async (bytes: number | undefined) => {
    free = bytes
    return (await look())?.reason
  }
  expect(await heldAt(600e6)).toBeUndefined()
  expect(await heldAt(400e6)).toBe('The disk of /data has 400 MB left: everything waits until 750 MB are free.')
  expect(await heldAt(700e6)).toContain('700 MB left')
  expect(await heldAt(undefined)).toContain('cannot be looked at')
  expect(await heldAt(800e6)).toBeUndefined()
  expect(await heldAt(undefined)).toBeUndefined()
  expect(await heldAt(600e6)).toBeUndefined()
})
