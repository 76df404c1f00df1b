import { describe, expect, it } from 'vitest'
import { catalog, catalogModel } from './catalog.js'
import { localPlace, parseReference, placeOf } from './reference.js'

describe('catalog', () => {
  it('has five sizes in three quantizations, each with a projector and a licence', () => {
    expect(catalog).toHaveLength(15)
    expect(new Set(catalog.map(({ name }) => name)).size).toBe(15)
    for (const { name, model, mmproj, memoryBytes, licence, suits } of catalog) {
      expect(name).toMatch(/^qwen3-vl-(2b|4b|8b|30b-a3b|32b)-(q4_k_m|q5_k_s|q8_0)$/)
      expect(model.repository).toMatch(name.includes('q5') ? /^bartowski\// : /^Qwen\//)
      expect(mmproj.repository).toMatch(/^Qwen\//)
      expect(memoryBytes).toBeGreaterThan(model.bytes + mmproj.bytes)
      expect(licence).toBe('Apache-2.0')
      expect(suits).not.toContain('undefined')
    }
  })

  it('knows the published names and sizes', () => {
    expect(catalogModel('Qwen3-VL-8B-Q4_K_M')).toMatchObject({
      model: {
        repository: 'Qwen/Qwen3-VL-8B-Instruct-GGUF',
        file: 'Qwen3VL-8B-Instruct-Q4_K_M.gguf',
        bytes: 5_027_784_800,
        exact: true,
      },
      mmproj: { file: 'mmproj-Qwen3VL-8B-Instruct-F16.gguf', bytes: 1_159_029_824, exact: true },
    })
    expect(catalogModel('qwen3-vl-8b-q5_k_s')?.model).toMatchObject({
      repository: 'bartowski/Qwen_Qwen3-VL-8B-Instruct-GGUF',
      file: 'Qwen_Qwen3-VL-8B-Instruct-Q5_K_S.gguf',
      exact: false,
    })
  })
})

describe('references', () => {
  it.each([
    ['hf:o/r/sub/m.gguf', { kind: 'hub', repository: 'o/r', file: 'sub/m.gguf' }, '/models/o_r/m.gguf'],
    [
      'https://huggingface.co/o/r/blob/main/a%20b.gguf?download=true',
      { kind: 'hub', repository: 'o/r', file: 'a b.gguf' },
      '/models/o_r/a b.gguf',
    ],
    ['https://h.example:1/x/m.gguf?k=1', { kind: 'url' }, '/models/h.example/m.gguf'],
    ['/some/m.gguf', { kind: 'path', path: '/some/m.gguf' }, '/some/m.gguf'],
  ])('%s', (text, expected, place) => {
    const reference = parseReference(text)
    expect(reference).toMatchObject(expected)
    expect(placeOf(reference, '/models')).toBe(place)
  })

  it.each(['hf:o/r/m.bin', 'hf:o', 'hf:o/r/../../x.gguf', 'https://h/m.html', 'https://h/..%2f..%2f'])(
    'not %s',
    (text) => {
      expect(() => parseReference(text)).toThrow('names no model file')
      expect(localPlace(text, '/models')).toBeUndefined()
    },
  )
})
