/** What is known of a photo before it is loaded. */
export interface Shape {
  width: number | null
  height: number | null
}

export interface Placed {
  /** of the photo in its section */
  index: number
  left: number
  width: number
}
export interface Row {
  top: number
  /** of the pictures, without the strip of labels above them */
  height: number
  /** room above the pictures for the labels of days that begin in this row */
  strip: number
  items: Placed[]
}
export interface Layout {
  rows: Row[]
  height: number
}

export const GAP = 6
const STRIP = 30
const USUAL = 4 / 3
/** For estimates: the mean shape, how much lower than wanted full rows are, and the share of rows with labels. */
const [MEAN, LOWER, LABELLED] = [1.25, 0.93, 0.4]
/** A panorama or a long screenshot takes no more room than this. */
const [NARROWEST, WIDEST] = [0.55, 2.6]
/** The last row is stretched to the full width only when it is nearly full. */
const FULL = 0.8

export const aspectOf = ({ width, height }: Shape) =>
  width && height ? Math.min(Math.max(width / height, NARROWEST), WIDEST) : USUAL

/**
 * Rows of equal width, each as high as its pictures then are, close to the wanted height. Of our own, because the rows
 * carry labels and because a layout of a hundred thousand photos must be made in pieces.
 * @param beginsDay whether a label stands above the photo
 */
export function justify(
  photos: readonly Shape[],
  { width, rowHeight, beginsDay }: { width: number; rowHeight: number; beginsDay: (index: number) => boolean },
): Layout {
  const rows: Row[] = []
  let top = 0
  let begun: number[] = []
  let aspects = 0
  const finish = (last: boolean) => {
    const gaps = (begun.length - 1) * GAP
    const filled = (aspects * rowHeight + gaps) / width
    const height = last && filled < FULL ? rowHeight : (width - gaps) / aspects
    const strip = begun.some(beginsDay) ? STRIP : 0
    let left = 0
    const items = begun.map((index) => {
      const placed = { index, left, width: aspectOf(photos[index] as Shape) * height }
      left += placed.width + GAP
      return placed
    })
    rows.push({ top, height, strip, items })
    top += strip + height + GAP
    begun = []
    aspects = 0
  }
  for (const [index, photo] of photos.entries()) {
    begun.push(index)
    aspects += aspectOf(photo)
    if (aspects * rowHeight + (begun.length - 1) * GAP >= width) finish(false)
  }
  if (begun.length > 0) finish(true)
  return { rows, height: Math.max(0, top - GAP) }
}

/** How high a section of which only the number of photos is known will be, about. */
export function estimate(count: number, { width, rowHeight }: { width: number; rowHeight: number }): number {
  const rows = Math.ceil((count * MEAN * rowHeight) / width)
  return rows * (rowHeight * LOWER + GAP + STRIP * LABELLED)
}

export const rowHeightFor = (width: number) => (width < 560 ? 118 : width < 1000 ? 168 : 200)
