/** The meaning of one question, ready to be compared with photos: the seam between full text and embeddings. */
export interface MeaningOfQuestion {
  /**
   * Photos by nearness of meaning, best first. With `only`, none but these are compared; with `keep`, candidates are
   * shown to it in batches, best first, until enough of them are kept.
   *
   * @returns at most `limit`; similarity is the cosine, -1 to 1
   */
  nearest(options: {
    limit: number
    only?: string[]
    keep?: (photoIds: string[]) => Promise<Set<string>>
  }): Promise<{ photoId: string; similarity: number }[]>
}

/** Turns questions into meanings where there is an embedding model and some photos have embeddings. */
export interface SemanticSearch {
  /** Or the reason, for people, why there is no meaning now; it never makes a question wait for a model to load. */
  meaningOf(question: string): Promise<MeaningOfQuestion | { unavailable: string }>
  /** The photo's own meaning; undefined while it has no embedding. */
  meaningOfPhoto(photoId: string): Promise<MeaningOfQuestion | undefined>
}
