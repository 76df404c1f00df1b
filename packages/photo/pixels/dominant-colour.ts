/**
 * The colour that fills most of a picture, as '#rrggbb': the average of the fullest of 512 boxes of similar colours.
 *
 * @param rgb three bytes a pixel
 */
export function dominantColour(rgb: Uint8Array): string {
  const count = new Uint32Array(512)
  const sums = new Uint32Array(512 * 3)
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const [red, green, blue] = [rgb[at] as number, rgb[at + 1] as number, rgb[at + 2] as number]
    const box = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5)
    count[box] = (count[box] as number) + 1
    sums[box * 3] = (sums[box * 3] as number) + red
    sums[box * 3 + 1] = (sums[box * 3 + 1] as number) + green
    sums[box * 3 + 2] = (sums[box * 3 + 2] as number) + blue
  }
  let fullest = 0
  for (let box = 1; box < count.length; box++) if ((count[box] as number) > (count[fullest] as number)) fullest = box
  const pixels = Math.max(1, count[fullest] as number)
  const channels = [0, 1, 2].map((channel) => Math.round((sums[fullest * 3 + channel] as number) / pixels))
  return `#${channels.map((level) => level.toString(16).padStart(2, '0')).join('')}`
}
