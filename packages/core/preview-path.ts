import path from 'node:path'

/** thumb: at most 320 pixels on the longer side, for grids. preview: at most 1440, for one photo and for the model. */
export type PreviewKind = 'thumb' | 'preview'

/** Where a photo's WebP preview lies: sharded by the first four digits of its id, so that no folder grows large. */
export function previewPath(previewsDir: string, id: string, kind: PreviewKind): string {
  return path.join(previewsDir, id.slice(0, 2), id.slice(2, 4), `${id}-${kind}.webp`)
}

/** Where previews are written before they get their names: one folder, so that what a death leaves half-written is found at once. */
export function unfinishedPreviews(previewsDir: string): string {
  return path.join(previewsDir, 'unfinished')
}
