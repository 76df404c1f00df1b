import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeFiles } from '../testing/write-files.js'
import { readMemory } from './memory.js'

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'albumen-memory-'))
})
afterEach(() => rm(root, { recursive: true }))

const files = (contents: Record<string, string>) => writeFiles(root, contents)

const GB = 2 ** 30
const MEMINFO = 'MemTotal:       16777216 kB\nMemFree:         1048576 kB\nMemAvailable:   12582912 kB\n'

it('is that of the machine', async () => {
  await files({ 'proc/meminfo': MEMINFO, 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/memory.max': 'max\n' })
  expect(await readMemory(root)).toEqual({ totalBytes: 16 * GB, availableBytes: 12 * GB, limited: false })
})

it('is the limit of a container, cgroup v2, its parent counted, cached files not', async () => {
  await files({
    'proc/meminfo': MEMINFO,
    'proc/self/cgroup': '0::/docker/abc\n',
    'sys/fs/cgroup/docker/abc/memory.max': 'max\n',
    'sys/fs/cgroup/docker/memory.max': `${4 * GB}\n`,
    'sys/fs/cgroup/docker/memory.current': `${3 * GB}\n`,
    'sys/fs/cgroup/docker/memory.stat': `anon ${GB}\ninactive_file ${2 * GB}\n`,
  })
  expect(await readMemory(root)).toEqual({ totalBytes: 4 * GB, availableBytes: 3 * GB, limited: true })
})

it('is the limit of a container, cgroup v1, whose path is only known outside', async () => {
  await files({
    'proc/meminfo': MEMINFO,
    'proc/self/cgroup': '7:cpu:/\n4:memory:/docker/abc\n0::/\n',
    'sys/fs/cgroup/memory/memory.limit_in_bytes': `${2 * GB}\n`,
    'sys/fs/cgroup/memory/memory.usage_in_bytes': `${GB}\n`,
  })
  expect(await readMemory(root)).toEqual({ totalBytes: 2 * GB, availableBytes: GB, limited: true })
  await files({ 'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n' })
  expect(await readMemory(root)).toMatchObject({ limited: false })
})

it('is what Node says where there is no /proc', async () => {
  expect((await readMemory(root)).totalBytes).toBeGreaterThan(0)
})
