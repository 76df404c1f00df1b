/** The meaning of one question, ready to be compared with photos: the seam between full text and embeddings. */
export interface MeaningOfQuestion {
  /**
   * Photos by nearness of meaning, best first. With `only`, none but these are compared; with `keep`, candidates are
   * shown to it in batches, best first, until enough of them are kept, or they are no longer as near as `least`.
   *
   * @returns at most `limit`; similarity is the cosine, -1 to 1
   */
  nearest(options: {
    limit: number
    least?: number
    only?: string[]
    keep?: (photoIds: string[]) => Promise<Set<string>>
  }): Promise<{ photoId: string; similarity: number }[]>

  /** How similar any photos of the library are to the question. Asked first, it makes `nearest` quick. */
  usual(): Promise<Usual>
}

/**
 * What similarity means for one question and one model: cosines of one model lie around 0.1, those of another around 0.8.
 * Photos that mean something else lie around the middle, as far above as below it.
 */
export interface Usual {
  all: Spread
  /** of the nearer half and the nearest quarter: where one language or kind of photo lies apart, what is usual there */
  nearer: Spread[]
}

export interface Spread {
  /** half of the photos are nearer */
  middle: number
  /** as of photos below the middle, since those that are meant lie above it; more than 0 */
  deviation: number
  photos: number
}

/** Turns questions into meanings where there is an embedding model and some photos have embeddings. */
export interface SemanticSearch {
  /** Or the reason, for people, why there is no meaning now; it never makes a question wait for a model to load. */
  meaningOf(question: string): Promise<MeaningOfQuestion | { unavailable: string }>
  /** The photo's own meaning; undefined while it has no embedding. */
  meaningOfPhoto(photoId: string): Promise<MeaningOfQuestion | undefined>
}
