/** Side of the grey picture that is hashed. */
export const hashSide = 32
const keptSide = 8

/** cosines[u][x]: the DCT-II basis, kept frequencies only. */
const cosines = Array.from({ length: keptSide }, (_, u) =>
  Float64Array.from({ length: hashSide }, (_, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * hashSide))),
)

/**
 * 64 bit perceptual hash: one bit for each of the 8×8 lowest frequencies of the picture's discrete cosine transform,
 * set where it lies above their median. Pictures that look alike differ in few bits: at most 10 for a duplicate,
 * 11 to 14 for a maybe.
 *
 * Source: C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010), section 3.2.1; the
 * mean level (frequency 0,0) is left out of the median, since it is far larger than the rest.
 *
 * @param grey 32×32 levels from 0 to 255, row by row
 */
export function perceptualHash(grey: ArrayLike<number>): bigint {
  if (grey.length !== hashSide * hashSide)
    throw new RangeError(`expected ${hashSide}×${hashSide} levels, got ${grey.length}`)
  const rows = new Float64Array(hashSide * keptSide)
  for (let y = 0; y < hashSide; y++) {
    for (let u = 0; u < keptSide; u++) {
      const basis = cosines[u] as Float64Array
      let sum = 0
      for (let x = 0; x < hashSide; x++) sum += (grey[y * hashSide + x] as number) * (basis[x] as number)
      rows[y * keptSide + u] = sum
    }
  }
  const frequencies: number[] = []
  for (let v = 0; v < keptSide; v++) {
    const basis = cosines[v] as Float64Array
    for (let u = 0; u < keptSide; u++) {
      let sum = 0
      for (let y = 0; y < hashSide; y++) sum += (rows[y * keptSide + u] as number) * (basis[y] as number)
      // Rounding noise must not decide the bits of a flat picture.
      frequencies.push(Math.abs(sum) < 1e-6 ? 0 : sum)
    }
  }
  const sorted = frequencies.slice(1).sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] as number
  return frequencies.reduce((hash, value) => (hash << 1n) | (value > median ? 1n : 0n), 0n)
}

/** Number of bits in which two hashes differ, 0 to 64. Takes signed and unsigned ones alike. */
export function hamming(a: bigint, b: bigint): number {
  let different = BigInt.asUintN(64, a ^ b)
  let bits = 0
  while (different > 0n) {
    bits += Number(different & 1n)
    different >>= 1n
  }
  return bits
}

/** The same 64 bits as a signed number, as a Postgres bigint holds them. */
export function toSigned64(hash: bigint): bigint {
  return BigInt.asIntN(64, hash)
}
