import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePath, encodePath, locatePath, readablePath } from './file-path.js'

describe('stored paths', () => {
  it('keeps valid UTF-8 as it is', () => {
    expect(encodePath(Buffer.from('2024/夏天/été 🏖.jpg'))).toBe('2024/夏天/été 🏖.jpg')
  })

  it('doubles backslashes and writes stray bytes as hex', () => {
    expect(encodePath(Buffer.from('a\\b.jpg'))).toBe('a\\\\b.jpg')
    expect(encodePath(Buffer.from([0x61, 0xe9, 0x2e, 0x6a]))).toBe('a\\xe9.j')
    expect(encodePath(Buffer.from([0x5c, 0xff, 0xe4, 0xbd, 0xa0]))).toBe('\\\\\\xff你')
  })

  it('takes overlong forms, surrogates and cut sequences as stray bytes', () => {
    expect(encodePath(Buffer.from([0xc0, 0x80]))).toBe('\\xc0\\x80')
    expect(encodePath(Buffer.from([0xed, 0xa0, 0x80]))).toBe('\\xed\\xa0\\x80')
    expect(encodePath(Buffer.from([0x61, 0xe4, 0xbd]))).toBe('a\\xe4\\xbd')
  })

  it('is reversible for every sequence of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = encodePath(Buffer.from(bytes))
        expect(decodePath(text)).toEqual(Buffer.from(bytes))
        expect(Buffer.from(text).toString()).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })

  it('tells different bytes apart', () => {
    const bytes = fc.array(fc.constantFrom(0x5c, 0x78, 0x65, 0x39, 0xe9, 0xc3, 0xa9), { maxLength: 8 })
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const same = Buffer.from(a).equals(Buffer.from(b))
        expect(encodePath(Buffer.from(a)) === encodePath(Buffer.from(b))).toBe(same)
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses text that it never writes', () => {
    expect(() => decodePath('a\\q.jpg')).toThrow('expected \\\\ or \\xNN at character 1')
  })

  it('locates a path on disk', () => {
    expect(locatePath('/photos', '')).toBe('/photos')
    expect(locatePath('/photos', 'a/b.jpg')).toBe('/photos/a/b.jpg')
    expect(locatePath('/', 'a.jpg')).toBe('/a.jpg')
    expect(locatePath('/photos', 'a\\xe9.jpg')).toEqual(Buffer.from('/photos/a\xe9.jpg', 'latin1'))
  })

  it.each([
    ['2024/夏天/a.jpg', '2024/夏天/a.jpg'],
    ['a\\b.jpg', 'a\\b.jpg'],
    [Buffer.from('c5aeb6f9 2f d5d5c6ac 322e6a7067'.replaceAll(' ', ''), 'hex'), '女儿/照片2.jpg'],
    [
      Buffer.concat([Buffer.from('生日/'), Buffer.from('d6ec e946 bbf9 2e6a7067'.replaceAll(' ', ''), 'hex')]),
      '生日/朱镕基.jpg',
    ],
    [Buffer.from('M\xfcller/\xe9t\xe9.jpg', 'latin1'), 'Müller/été.jpg'],
    [Buffer.from('\xff\xfe.jpg', 'latin1'), 'ÿþ.jpg'],
  ])('reads names of every age: %s', (written, readable) => {
    expect(readablePath(encodePath(Buffer.from(written)))).toBe(readable)
  })

  it.each(['a\\q.jpg', 'a\\', '\\xg0', 'a\\\\\\.jpg'])('leaves %j as it is', (path) => {
    expect(() => decodePath(path)).toThrow()
    expect(readablePath(path)).toBe(path)
  })

  it('makes something readable of every sequence of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(readablePath(encodePath(Buffer.from(bytes)))).not.toContain('\ufffd')
      }),
    )
  })
})
