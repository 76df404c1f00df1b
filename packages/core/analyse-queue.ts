import { ageDays, backlogPriority, type ProducerQueue } from './queues.js'

/** The request that every photo gets by itself; others are the owner's, each with a name of its own. */
const FIRST_REQUEST = 'first'

export interface PhotoToAnalyse {
  id: string
  /** Wall-clock time of the photo, ISO; null when unknown. */
  takenLocal: string | null
}

/** Enqueues one analysis for each distinct content. */
export async function enqueueAnalyse(
  queue: ProducerQueue<'analyse'>,
  photos: PhotoToAnalyse[],
  options: { urgency: 'arrival' | 'backlog'; request?: string },
): Promise<void> {
  const now = Date.now()
  const request = options.request ?? FIRST_REQUEST
  await queue.add(
    photos.map((photo) => ({
      id: `photo-${photo.id}-${request}`,
      payload: { photoId: photo.id, request },
      priority: options.urgency === 'arrival' ? 0 : backlogPriority(ageDays(photo.takenLocal, now)),
    })),
  )
}
