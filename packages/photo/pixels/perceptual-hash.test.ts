import { expect, it } from 'vitest'
import { dominantColour } from './dominant-colour.js'
import { hamming, hashSide, perceptualHash, toSigned64 } from './perceptual-hash.js'

const picture = (level: (x: number, y: number) => number) =>
  Array.from({ length: hashSide * hashSide }, (_, at) => level(at % hashSide, Math.floor(at / hashSide)))
const waves = picture((x, y) => 128 + 60 * Math.sin(x / 3) + 50 * Math.cos(y / 5 + x / 9))

it('hashes to 64 bits, about half of them set', () => {
  const hash = perceptualHash(waves)
  expect(hash).toBeLessThan(1n << 64n)
  expect(hamming(hash, 0n)).toBeGreaterThan(24)
  expect(hamming(hash, 0n)).toBeLessThan(40)
})

it('does not mind light and contrast, but minds mirroring', () => {
  const hash = perceptualHash(waves)
  expect(hamming(hash, perceptualHash(waves.map((level) => level * 0.7 + 40)))).toBeLessThanOrEqual(2)
  const mirrored = picture((x, y) => waves[y * hashSide + (hashSide - 1 - x)] as number)
  expect(hamming(hash, perceptualHash(mirrored))).toBeGreaterThan(14)
})

it('hashes flat pictures alike, whatever their level', () => {
  expect(perceptualHash(picture(() => 7))).toBe(perceptualHash(picture(() => 200)))
  expect(() => perceptualHash([1, 2, 3])).toThrow('32×32')
})

it('counts differing bits of signed and unsigned hashes', () => {
  const hash = 0xfedc_ba98_7654_3210n
  expect(toSigned64(hash)).toBeLessThan(0n)
  expect(hamming(hash, toSigned64(hash))).toBe(0)
  expect(hamming(0n, (1n << 64n) - 1n)).toBe(64)
  expect(hamming(-1n, 0n)).toBe(64)
})

it('finds the colour that fills most', () => {
  const pixels = [...Array(60).fill([200, 16, 32]), ...Array(30).fill([0, 0, 255]), ...Array(9).fill([0, 0, 0])]
  expect(dominantColour(Uint8Array.from(pixels.flat()))).toBe('#c81020')
  expect(dominantColour(new Uint8Array())).toBe('#000000')
})
