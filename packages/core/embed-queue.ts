import { ageDays, backlogPriority, type ProducerQueue } from './queues.js'

export interface PhotoToEmbed {
  id: string
  /** the analysis whose words are embedded */
  analysisId: number
  /** Wall-clock time of the photo, ISO; null when unknown. */
  takenLocal: string | null
}

/** Enqueues one embedding for each photo and analysis. */
export async function enqueueEmbed(
  queue: ProducerQueue<'embed'>,
  photos: PhotoToEmbed[],
  urgency: 'arrival' | 'backlog',
): Promise<void> {
  const now = Date.now()
  await queue.add(
    photos.map(({ id, analysisId, takenLocal }) => ({
      id: `embed-${id}-${analysisId}`,
      payload: { photoId: id },
      priority: urgency === 'arrival' ? 0 : backlogPriority(ageDays(takenLocal, now)),
    })),
  )
}
