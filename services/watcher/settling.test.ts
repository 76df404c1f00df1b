import { appendFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type ListedFile, lookAgain } from './list-directory.js'
import { createSettling, type Settling } from './settling.js'
import { put, temporaryFolder } from './testing.js'

// long enough that a busy machine does not take as long between two lines
const settleMs = 1_000

async function look(root: string): Promise<ListedFile> {
  return (await lookAgain(root, 'a.jpg', '')) as ListedFile
}

function settlingIn(root: string, trustsClock: boolean) {
  return createSettling({ root, settleMs, filesAtOnce: 2, trustsClock: () => trustsClock })
}

const due = (settling: Settling) => wait((settling.next() ?? 0) + 5)

describe('settling', () => {
  it('takes the age at its word where the clock is trusted', async () => {
    const root = temporaryFolder()
    put(root, 'a.jpg')
    const settling = settlingIn(root, true)
    expect(settling.offer(await look(root))).toBe(false)
    await wait(settleMs + 20)
    expect(settling.offer(await look(root))).toBe(true)
    expect(settling.size).toBe(0)
  })

  it('believes only what it has seen itself where the clock is another machine’s', async () => {
    const root = temporaryFolder()
    put(root, 'a.jpg')
    const settling = settlingIn(root, false)
    const old = { ...(await look(root)), ctimeMs: 0, mtimeMs: Math.floor(statSync(join(root, 'a.jpg')).mtimeMs) }
    expect(settling.offer(old)).toBe(false)
    expect(await settling.sweep()).toEqual([])
    appendFileSync(join(root, 'a.jpg'), 'more')
    await due(settling)
    expect(await settling.sweep()).toEqual([]) // it has changed since
    await due(settling)
    expect(await settling.sweep()).toMatchObject([{ path: 'a.jpg', directory: '', size: 9 }])
    expect(settling.next()).toBeUndefined()
  })

  it('forgets a file that went away', async () => {
    const root = temporaryFolder()
    put(root, 'a.jpg')
    const settling = settlingIn(root, true)
    settling.offer(await look(root))
    expect(settling.has('a.jpg')).toBe(true)
    rmSync(join(root, 'a.jpg'))
    await due(settling)
    expect(await settling.sweep()).toEqual([])
    expect(settling.size).toBe(0)
  })
})
