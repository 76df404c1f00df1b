import { describe, expect, it } from 'vitest'
import { plan } from '../tuning/plan.js'
import { MACHINES, nas, pc } from '../tuning/testing.js'
import { recommendModel } from './recommend.js'

const GB = 2 ** 30

describe('the recommended model', () => {
  it.each(Object.entries(MACHINES))('for %s is the one that the plan runs inside Albumen', (_, machine) => {
    const planned = plan(machine)
    const { model, sentence } = recommendModel(machine)
    expect(model?.name).toBe(planned.engine === 'embedded' ? planned.model : planned.meanwhile?.model)
    expect(sentence).toMatch(/^qwen3-vl-\S+ \(\d+\.\d GB\) suits this machine: .*\.$/)
    expect(sentence).not.toMatch(/undefined|NaN/)
  })

  it.each([
    ['RTX 3060 12 GB', 'qwen3-vl-8b-q4_k_m (6.2 GB) suits this machine: all of it fits on the NVIDIA GeForce RTX 3060'],
    ['RTX 3090 24 GB', 'qwen3-vl-8b-q5_k_s (6.9 GB) suits this machine: all of it fits'],
    ['Celeron NAS 4 GB', 'qwen3-vl-2b-q4_k_m (1.9 GB) suits this machine: it needs 2.6 GB of 4 GB of memory, about '],
    ['16 cores AVX2 32 GB', 'qwen3-vl-2b-q4_k_m (1.9 GB) suits this machine: it needs 2.6 GB of 32 GB of memory'],
    ['M2 Pro 16 GB, no Metal', 'qwen3-vl-8b-q4_k_m (6.2 GB) suits this machine: it needs 6.7 GB of 16 GB of memory'],
  ])('for %s is told with its size and why', (name, start) => {
    expect(recommendModel(MACHINES[name] ?? nas).sentence.slice(0, start.length)).toBe(start)
  })

  it('comes with what has to be downloaded', () => {
    expect(recommendModel(MACHINES['RTX 3060 12 GB'] ?? nas)).toMatchObject({
      downloadBytes: 5_027_784_800 + 1_159_029_824,
    })
  })

  it('says where a server would be far faster', () => {
    expect(recommendModel(nas).sentence).toContain('a server on another machine, is far faster: see `albumen tune`')
    expect(recommendModel(pc([])).sentence).toContain('a server on this machine, is far faster')
  })

  it('is none where none fits', () => {
    const small = { ...nas, memory: { totalBytes: 2 * GB, availableBytes: GB, limited: true } }
    expect(recommendModel(small)).toEqual({
      model: undefined,
      sentence: expect.stringMatching(
        /^No vision model fits into the memory of this machine: 2 GB \(the limit of this container\)\. /,
      ),
    })
  })
})
