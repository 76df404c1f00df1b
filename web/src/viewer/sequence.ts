/** What the viewer shows of a photo before anything else of it has come. */
export interface Slide {
  id: string
  width: number | null
  height: number | null
}

/** Photos in the order in which one turns over them; of a long one, most are loaded when they come near. */
export interface Sequence {
  length: number
  at(index: number): Slide | undefined
  /** -1 where it is not (yet) known */
  indexOf(id: string): number
  /** Loads what is around an index. */
  load(index: number): Promise<unknown>
}

export function sequenceOf(photos: readonly Slide[]): Sequence {
  return {
    length: photos.length,
    at: (index) => photos[index],
    indexOf: (id) => photos.findIndex((photo) => photo.id === id),
    load: () => Promise.resolve(),
  }
}
