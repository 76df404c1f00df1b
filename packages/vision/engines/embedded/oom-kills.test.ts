import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFiles } from '#core/testing/write-files'
import { countOomKills } from './oom-kills.js'

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'albumen-oom-'))
})
afterEach(() => rm(root, { recursive: true }))

const files = (contents: Record<string, string>) => writeFiles(root, contents)

describe('processes that the kernel ended for want of memory', () => {
  const machine = { 'proc/vmstat': 'pgmajfault 12\noom_kill 7\nnuma_hit 3\n' }

  it('are counted for the group of this process, cgroup v2', async () => {
    await files({
      ...machine,
      'proc/self/cgroup': '0::/system.slice/albumen.service\n',
      'sys/fs/cgroup/system.slice/albumen.service/memory.events': 'low 0\nmax 9\noom 2\noom_kill 2\noom_group_kill 0\n',
    })
    expect(await countOomKills(root)).toBe(2)
  })

  it('are counted for the container, whose group has another path outside', async () => {
    await files({
      ...machine,
      'proc/self/cgroup': '0::/docker/abc\n',
      'sys/fs/cgroup/memory.events': 'oom 1\noom_kill 1\n',
    })
    expect(await countOomKills(root)).toBe(1)
  })

  it('are counted for the group, cgroup v1', async () => {
    await files({
      ...machine,
      'proc/self/cgroup': '7:cpu:/\n4:memory:/docker/abc\n0::/\n',
      'sys/fs/cgroup/memory/docker/abc/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 3\n',
    })
    expect(await countOomKills(root)).toBe(3)
  })

  it('are counted for the machine where there is no group, and are none where nothing is known', async () => {
    await files(machine)
    expect(await countOomKills(root)).toBe(7)
    expect(await countOomKills(path.join(root, 'nowhere'))).toBe(0)
  })
})
