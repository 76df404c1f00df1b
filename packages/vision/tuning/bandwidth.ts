/**
 * Memory bandwidth in GB/s from the makers' data sheets. Writing an answer reads all weights for each token, so that
 * this number decides the speed more than any other. The longer name stands first.
 */
const BANDWIDTH: [RegExp, number][] = [
  ...list('RTX 5090', 1792, 'RTX 5080', 960, 'RTX 5070 Ti', 896, 'RTX 5070', 672, 'RTX 5060', 448),
  ...list('RTX 4090', 1008, 'RTX 4080', 717, 'RTX 4070', 504, 'RTX 4060 Ti', 288, 'RTX 4060', 272),
  ...list('RTX 3090', 936, 'RTX 3080 Ti', 912, 'RTX 3080', 760, 'RTX 3070 Ti', 608, 'RTX 3070', 448),
  ...list('RTX 3060 Ti', 448, 'RTX 3060', 360, 'RTX 3050', 224, 'RTX 2080 Ti', 616, 'RTX 2080', 448),
  ...list('RTX 2070', 448, 'RTX 2060', 336, 'GTX 1080 Ti', 484, 'GTX 1080', 320, 'GTX 1070', 256, 'GTX 1660', 192),
  ...list('RTX A6000', 768, 'RTX A4000', 448, 'RTX A2000', 288, 'Tesla T4', 320, 'P40', 347, 'L40', 864, 'L4', 300),
  ...list('H200', 4800, 'H100', 3350, 'A100', 1555, 'A10', 600, 'V100', 900, 'T4', 320),
  ...list('RX 9070', 640, 'RX 7900 XTX', 960, 'RX 7900 XT', 800, 'RX 7800 XT', 624, 'RX 7700 XT', 432, 'RX 7600', 288),
  ...list('RX 6900 XT', 512, 'RX 6800', 512, 'RX 6700 XT', 384, 'RX 6600', 224, 'Arc B580', 456, 'Arc A770', 560),
  ...list('Radeon 8060S', 256, 'Arc A750', 512, 'Arc A380', 186),
  ...list('M4 Max', 546, 'M4 Pro', 273, 'M4', 120, 'M3 Ultra', 819, 'M3 Max', 400, 'M3 Pro', 150, 'M3', 100),
  ...list('M2 Ultra', 800, 'M2 Max', 400, 'M2 Pro', 200, 'M2', 100, 'M1 Ultra', 800, 'M1 Max', 400, 'M1 Pro', 200),
  ...list('M1', 68),
]

/** Of a graphics card or an Apple chip by its name; undefined where the name is not in the table. */
export function bandwidthOf(name: string): number | undefined {
  return BANDWIDTH.find(([pattern]) => pattern.test(name))?.[1]
}

/** GB/s from … to for a card of unknown name: larger cards have wider buses. */
export function likelyBandwidth(totalBytes: number): [from: number, to: number] {
  if (totalBytes > 14e9) return [280, 960]
  if (totalBytes > 7e9) return [220, 500]
  return [100, 300]
}

function list(...pairs: (string | number)[]): [RegExp, number][] {
  const found: [RegExp, number][] = []
  for (let index = 0; index < pairs.length; index += 2) {
    found.push([new RegExp(`\\b${pairs[index]}\\b`, 'i'), Number(pairs[index + 1])])
  }
  return found
}
